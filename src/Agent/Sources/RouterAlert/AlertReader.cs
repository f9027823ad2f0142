namespace RouterAlertAssurance.Agent.Sources.RouterAlert;

/// <summary>
/// The thread that takes packets in, until it is stopped or there are no more. It takes so many in a tenth of a second and leaves the rest to the ring, which
/// counts what it has no room for: a flood costs the agent so much and no more.
/// </summary>
internal sealed class AlertReader : IDisposable
{
    /// <summary>Packets of a tenth of a second at most.</summary>
    public const int PassLimit = 40_000;

    private const int Batch = 256;
    private static readonly TimeSpan Pass = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private readonly Func<WaitHandle, IAlertCapture> _open;
    private readonly Func<string, bool> _isTunnel;
    private readonly TimeProvider _time;
    private readonly ManualResetEvent _stop = new(false);
    private readonly TaskCompletionSource<AlertTraffic> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastTick;

    private AlertReader(Func<WaitHandle, IAlertCapture> open, Func<string, bool> isTunnel, TimeProvider time) => (_open, _isTunnel, _time) = (open, isTunnel, time);

    /// <summary>What is counted, once the capture is open.</summary>
    /// <exception cref="IOException">It cannot be opened, or ended with an error.</exception>
    public Task<AlertTraffic> Traffic => _opened.Task;

    /// <summary>Why it ended by itself, when it could not go on; null otherwise.</summary>
    public string? Failure { get; private set; }

    /// <summary>Whether a new one would end in the same way: the capture itself is damaged.</summary>
    public bool IsFinal { get; private set; }

    /// <summary>Begins.</summary>
    /// <param name="open">Opens the capture, on the new thread; what it is given ends waits.</param>
    /// <param name="isTunnel">Whether an interface puts what leaves over it into packets of its own.</param>
    /// <param name="time">The clock of ticks.</param>
    public static AlertReader Start(Func<WaitHandle, IAlertCapture> open, Func<string, bool> isTunnel, TimeProvider time)
    {
        var reader = new AlertReader(open, isTunnel, time);
        new Thread(reader.Run) { IsBackground = true, Name = "router-alert" }.Start();
        return reader;
    }

    /// <summary>Asks the thread to end; it does within half a second.</summary>
    public void Dispose() => _stop.Set();

    private void Run()
    {
        try
        {
            using var capture = _open(_stop);
            var traffic = new AlertTraffic(capture.Names, _isTunnel, _time.GetUtcNow());
            Tick(traffic, capture);
            _opened.SetResult(traffic);
            while (!capture.IsOver && !_stop.WaitOne(0))
            {
                TakePass(traffic, capture);
            }

            // What stands before the damage is not all there was: no figure of it is told as one of the whole.
            (IsFinal, Failure) = (capture.Problem is not null, capture.Problem);
        }
        catch (Exception exception)
        {
            // Whatever it was: the agent goes on, and says why this source does not.
            Failure = exception.Message;
            _opened.TrySetException(new IOException(exception.Message, exception));
        }
    }

    private void TakePass(AlertTraffic traffic, IAlertCapture capture)
    {
        var began = _time.GetTimestamp();
        var taken = 0;
        var wait = Patience;
        while (taken < PassLimit && TakeBatch(traffic, capture, wait) is > 0 and var some)
        {
            taken += some;
            wait = TimeSpan.Zero;
        }

        if (_time.GetElapsedTime(_lastTick) >= Second)
        {
            Tick(traffic, capture);
        }

        // At the limit the rest of the time is others'.
        if (taken >= PassLimit && Pass - _time.GetElapsedTime(began) is var left && left > TimeSpan.Zero)
        {
            _stop.WaitOne(left);
        }
    }

    // The first packet is waited for without the lock: reading it hands nothing out that others see.
    private static int TakeBatch(AlertTraffic traffic, IAlertCapture capture, TimeSpan wait)
    {
        if (!capture.TryRead(wait, out var packet))
        {
            return 0;
        }

        var taken = 0;
        lock (traffic.Gate)
        {
            do
            {
                traffic.Take(in packet);
            }
            while (++taken < Batch && capture.TryRead(TimeSpan.Zero, out packet));
        }

        return taken;
    }

    private void Tick(AlertTraffic traffic, IAlertCapture capture)
    {
        _lastTick = _time.GetTimestamp();
        var lost = capture.TakeLost();
        lock (traffic.Gate)
        {
            traffic.Lost += lost;
            traffic.Tick(_time.GetUtcNow());
        }
    }
}
