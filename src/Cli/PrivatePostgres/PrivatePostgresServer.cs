using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Cli.Supervision;

namespace RouterAlertAssurance.Cli.PrivatePostgres;

/// <summary>
/// The product's own PostgreSQL, for whoever brings none: in the data folder, on a Unix socket only, for our user only. It outlives us and
/// is adopted; it is started again when it dies.
/// </summary>
internal sealed partial class PrivatePostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LeftoverPatience = TimeSpan.FromSeconds(10);

    private readonly PrivatePostgresOptions _options;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private Supervisor? _supervisor;
    private PostgresPlace? _place;

    public PrivatePostgresServer(PrivatePostgresOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        (_options, _time, _loggers) = (options, time, loggers);
        _logger = loggers.CreateLogger<PrivatePostgresServer>();
    }

    /// <summary>An Npgsql connection string; there is no password in it, the socket knows who connects.</summary>
    public string ConnectionString => $"Host={Place.Sockets};Username={PostgresInstallation.Name};Database={PostgresInstallation.Name}";

    /// <summary>The server's process at this moment.</summary>
    public ChildStatus Status => _supervisor?.Status ?? new ChildStatus("postgres", ChildState.Stopped, null, default, 0, null);

    /// <summary>Whether the server accepts connections.</summary>
    public bool IsReady => PostmasterFile.Read(Place.Data) is { IsReady: true } file && file.Pid == Status.Pid;

    internal PostgresPlace Place => _place ?? throw new InvalidOperationException("The server was not started.");

    /// <summary>Starts the server, or adopts it when it runs; returns when it accepts connections.</summary>
    /// <exception cref="PrivatePostgresException">It cannot be started; the message says why.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var account = ServerAccount.Choose();
        var place = _place = PostgresPlace.Prepare(_options.DataDirectory, account);
        var binaries = await Task.Run(() => new PostgresInstallation(_options, place, account).Prepare(), cancellationToken);
        var command = account.Wrap(binaries.Postgres, "-D", place.Data);
        _supervisor = new Supervisor(
            new ChildSpecification
            {
                Name = "postgres",
                Program = command[0],
                Arguments = [.. command.Skip(1)],
                Environment = Shell.PlainEnvironment,
                ClearEnvironment = true,
                RunDirectory = place.Run,
                LogDirectory = place.Logs,
                StopSignals = [(UnixSignal.Interrupt, TimeSpan.FromSeconds(20)), (UnixSignal.Quit, TimeSpan.FromSeconds(5))],
                Prepare = token => ClearLeftoversAsync(place.Data, token),
            },
            _time,
            _loggers.CreateLogger<Supervisor>());
        _supervisor.Start();
        await WaitUntilReadyAsync(place, cancellationToken);
        LogReady(binaries.Major, place.Data, account.Name);
    }

    /// <summary>Ends the server: connections are closed, everything acknowledged is on disk.</summary>
    public Task StopAsync() => _supervisor?.StopAsync() ?? Task.CompletedTask;

    /// <summary>Lets the server run on without us.</summary>
    public Task LeaveAsync() => _supervisor?.LeaveAsync() ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_supervisor is not null)
        {
            await _supervisor.DisposeAsync();
        }
    }

    private async Task WaitUntilReadyAsync(PostgresPlace place, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        while (!IsReady)
        {
            // Once may be a leftover that was in the way; when it ends again and again, waiting does not help.
            if (_time.GetElapsedTime(began) > _options.StartTimeout || Status.Starts > 3)
            {
                await StopAsync();
                var log = Path.Combine(place.Logs, "postgres.log");
                throw new PrivatePostgresException($"PostgreSQL does not start ({Status.LastExit}); the end of {log}:\n{LogRotation.Tail(log, 10)}");
            }

            await Task.Delay(PollInterval, _time, cancellationToken);
        }
    }

    /// <summary>
    /// A server that was killed leaves its file and, for a moment, processes that hold its shared memory; a new one refuses to start beside
    /// them, and it also takes a number that the kernel has given to somebody else, or a zombie, for its predecessor.
    /// </summary>
    private async Task ClearLeftoversAsync(string data, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        var asked = false;
        while (PostmasterFile.ProcessesOn(data) is { Count: > 0 } leftovers)
        {
            if (!asked)
            {
                // A server whose record was lost, or the processes of one that died, which also end by themselves.
                LogLeftovers(leftovers.Count, data);
                leftovers[0].Signal(UnixSignal.Interrupt);
                asked = true;
            }
            else if (_time.GetElapsedTime(began) > LeftoverPatience)
            {
                foreach (var process in leftovers)
                {
                    process.Signal(UnixSignal.Kill);
                }
            }

            await Task.Delay(PollInterval, _time, cancellationToken);
        }

        File.Delete(Path.Combine(data, "postmaster.pid"));
    }

    [LoggerMessage(EventId = 8101, Level = LogLevel.Information, Message = "PostgreSQL {Major} is ready; its data is in {Data}, its user is {User}")]
    private partial void LogReady(int major, string data, string user);

    [LoggerMessage(EventId = 8102, Level = LogLevel.Warning, Message = "{Count} processes of an earlier PostgreSQL still use {Data}; waiting for their end")]
    private partial void LogLeftovers(int count, string data);
}
