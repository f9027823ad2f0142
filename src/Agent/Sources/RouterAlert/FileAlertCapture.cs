using RouterAlertAssurance.Packets.Files;

namespace RouterAlertAssurance.Agent.Sources.RouterAlert;

/// <summary>A capture file. All its packets are taken as having come in on one interface of the file's name.</summary>
/// <param name="path">The file.</param>
/// <param name="isRecordedPace">Whether packets come at the distances in which they were recorded, and not at once.</param>
/// <param name="stop">Ends a wait for the next packet.</param>
/// <param name="time">The clock of the pace.</param>
internal sealed class FileAlertCapture(string path, bool isRecordedPace, WaitHandle stop, TimeProvider time) : IAlertCapture
{
    private readonly CaptureReader _reader = CaptureReader.Open(path);
    private readonly long _began = time.GetTimestamp();
    private long? _first;
    private byte[] _waiting = [];
    private (int Length, LinkType Link, long Nanoseconds)? _facts;

    public bool IsOver { get; private set; }

    public string? Problem => _reader.Problem is { } problem ? $"{path}: {problem}" : null;

    public bool TryRead(TimeSpan timeout, out CapturedPacket packet)
    {
        if (_facts is null && !Advance())
        {
            packet = default;
            return false;
        }

        var facts = _facts!.Value;
        packet = new CapturedPacket(_waiting, facts.Length, facts.Link, 0, facts.Nanoseconds);
        if (!IsDue(facts.Nanoseconds, timeout))
        {
            return false;
        }

        _facts = null;
        return true;
    }

    public long TakeLost() => 0;

    public IReadOnlyDictionary<int, string> Names() => new Dictionary<int, string> { [0] = Path.GetFileName(path) };

    public void Dispose() => _reader.Dispose();

    // A packet that is not due yet outlives the reader's buffer.
    private bool Advance()
    {
        if (!_reader.TryRead(out var packet))
        {
            IsOver = true;
            return false;
        }

        _waiting = packet.Bytes.ToArray();
        _facts = (packet.OriginalLength, packet.Link, packet.Nanoseconds);
        return true;
    }

    private bool IsDue(long nanoseconds, TimeSpan timeout)
    {
        if (!isRecordedPace)
        {
            return true;
        }

        _first ??= nanoseconds;
        var wait = TimeSpan.FromMicroseconds((nanoseconds - _first.Value) / 1000) - time.GetElapsedTime(_began);
        if (wait > timeout)
        {
            stop.WaitOne(timeout);
            return false;
        }

        return wait <= TimeSpan.Zero || !stop.WaitOne(wait);
    }
}
