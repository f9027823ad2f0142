using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Hosting.Configuration;
using RouterAlertAssurance.Hosting.Endpoints;

namespace RouterAlertAssurance.Hosting;

/// <summary>The options every service has.</summary>
public sealed class HostSettings
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Group = Owner | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>Where the service listens; all local, see <see cref="ListenPolicy"/>.</summary>
    public IReadOnlyList<ServiceEndpoint> Listen { get; set; } = [];

    /// <summary>The folder for what must outlive the process.</summary>
    public string Data { get; set; } = DefaultData();

    /// <summary>The level of our own log messages; the framework's start at Warning.</summary>
    public LogLevel LogLevel { get; set; } = LogLevel.Information;

    /// <summary>The mode of the service's Unix sockets: 0600, or 0660 to let the group in.</summary>
    public UnixFileMode SocketMode { get; set; } = Owner;

    /// <summary>Requests per second that one caller may send for long, 1..1,000,000.</summary>
    public int RequestsPerSecond { get; set; } = 500;

    /// <summary>Requests that one caller may send at once, 1..1,000,000.</summary>
    public int RequestBurst { get; set; } = 1000;

    /// <summary>What the listeners accept at most.</summary>
    public ListenLimits Limits { get; set; } = new();

    internal OptionSection<HostSettings> ToSection() => new OptionSection<HostSettings>("", this)
        .List(
            "listen",
            "Where to listen: http://127.0.0.1:PORT, http://[::1]:PORT or unix:/PATH; may be repeated",
            settings => settings.Listen.Select(endpoint => endpoint.ToString()),
            SetListen,
            OptionKind.Endpoint)
        .Text("data", "The folder for what must outlive the process", settings => settings.Data, (settings, value) => settings.Data = Path.GetFullPath(value))
        .Choice(
            "log.level",
            "The level of the service's own log messages: trace, debug, information, warning or error",
            ["trace", "debug", "information", "warning", "error"],
            settings => settings.LogLevel.ToString().ToLowerInvariant(),
            (settings, value) => settings.LogLevel = Enum.Parse<LogLevel>(value, ignoreCase: true))
        .Choice(
            "socket-mode",
            "The mode of Unix sockets: 0600, or 0660 to let the group in",
            ["0600", "0660"],
            settings => "0" + Convert.ToString((int)settings.SocketMode, 8),
            (settings, value) => settings.SocketMode = value == "0660" ? Group : Owner)
        .Integer(
            "limits.requests-per-second",
            "Requests per second that one caller may send for long",
            settings => settings.RequestsPerSecond,
            (settings, value) => settings.RequestsPerSecond = (int)value,
            1,
            1_000_000)
        .Integer(
            "limits.request-burst",
            "Requests that one caller may send at once",
            settings => settings.RequestBurst,
            (settings, value) => settings.RequestBurst = (int)value,
            1,
            1_000_000)
        .Integer(
            "limits.body",
            "The largest request body in bytes, where an endpoint has no limit of its own",
            settings => settings.Limits.MaxRequestBody,
            (settings, value) => settings.Limits = settings.Limits with { MaxRequestBody = value },
            1024,
            1L << 30);

    private static string? SetListen(HostSettings settings, IReadOnlyList<string> values)
    {
        var (endpoints, errors) = ListenPolicy.Read(values);
        settings.Listen = endpoints;
        return errors.Count == 0 ? null : string.Join("; ", errors);
    }

    private static string DefaultData() => Environment.IsPrivilegedProcess
        ? "/var/lib/raa"
        : Path.Combine(
            Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } state
                ? state
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state"),
            "raa");
}
