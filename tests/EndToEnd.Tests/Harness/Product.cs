using System.Net;
using System.Net.Sockets;
using RouterAlertAssurance.Cli.Supervision;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.EndToEnd.Tests.Harness;

/// <summary>The standalone product on the lab, as an operator starts it.</summary>
internal sealed class Product : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly string _inventory;
    private readonly int _port = FreePort();
    private RaaProcess? _process;

    public Product(string home, string inventory)
    {
        Data = Path.Combine(home, "data");
        PidFolder = Path.Combine(home, "pids");
        Directory.CreateDirectory(Data);
        Directory.CreateDirectory(PidFolder);
        _inventory = inventory;
        Api = new Api(ServiceEndpoint.Parse(Url));
    }

    public string Data { get; }

    public string PidFolder { get; }

    public string Url => $"http://127.0.0.1:{_port}";

    /// <summary>Where the sockets of the product and of its agents are.</summary>
    public string RunDirectory => Cli.Supervision.RunDirectory.PathFor(Data);

    public Api Api { get; }

    public int Pid => _process?.Pid ?? throw new InvalidOperationException("The product does not run.");

    /// <summary>The agent of a device, when it runs.</summary>
    public int? AgentPid(string device) => Signals.FromFile(Path.Combine(RunDirectory, $"agent-{device}.pid"));

    /// <summary>PostgreSQL's first process, when it runs.</summary>
    public int? PostgresPid => Signals.FromFile(Path.Combine(Data, "run", "postgres.pid"));

    /// <summary>A client of a device's agent.</summary>
    public Api Agent(string device) => new(ServiceEndpoint.Unix(Path.Combine(RunDirectory, $"{device}.sock")));

    /// <summary>The identity of an agent's spool, which must outlive the agent.</summary>
    public Guid EpochOf(string device) => SpoolEpoch.Read(Path.Combine(Data, "agents"), device);

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        var process = _process = RaaProcess.Start(
            Path.Combine(PidFolder, "standalone.pid"),
            ["standalone", "--data", Data, "--listen", Url, "--standalone-inventory", _inventory]);
        try
        {
            await Eventually.HoldsAsync(async () => process.HasExited || await Api.IsReadyAsync(), StartLimit);
            process.HasExited.ShouldBeFalse("the product ended while it was starting");
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"The product did not start: {exception.Message}\n{Logs()}", exception);
        }
    }

    /// <summary>Ends the product's own process and leaves its children to themselves.</summary>
    public Task KillAsync() => _process!.KillAsync();

    /// <summary>The ends of all logs, for the report of a failure.</summary>
    public string Logs()
    {
        const int MostLines = 15;
        var folder = Path.Combine(Data, "logs");
        string[] logs = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.log") : [];
        var parts = logs.Order(StringComparer.Ordinal).Select(file => (Name: Path.GetFileName(file), Text: File.ReadAllText(file))).Prepend((Name: "standalone", Text: _process?.Output ?? ""));
        return string.Join('\n', parts.Select(part => $"--- {part.Name}\n{string.Join('\n', part.Text.TrimEnd().Split('\n').TakeLast(MostLines))}"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        EndLeftovers();
        Api.Dispose();
        foreach (var suffix in (string[])["", "-pg"])
        {
            var folder = Cli.Supervision.RunDirectory.PathFor(Data, suffix);
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>A product that was killed, or that failed to end its children, leaves them.</summary>
    private void EndLeftovers()
    {
        var files = new[] { RunDirectory, Path.Combine(Data, "run") }.Where(Directory.Exists).SelectMany(folder => Directory.GetFiles(folder, "*.pid"));
        foreach (var pid in files.Select(Signals.FromFile).OfType<int>())
        {
            Signals.Send(pid, "KILL");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
