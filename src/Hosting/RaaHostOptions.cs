using RouterAlertAssurance.Hosting.Configuration;

namespace RouterAlertAssurance.Hosting;

/// <summary>What <see cref="RaaWebHost.CreateBuilder"/> needs to know about a service.</summary>
/// <param name="Service">The name of the service, such as <c>agent</c>.</param>
/// <param name="Arguments">The command line behind the name of the program and the command.</param>
public sealed record RaaHostOptions(string Service, IReadOnlyList<string> Arguments)
{
    /// <summary>The options of the service's features.</summary>
    public IReadOnlyList<IOptionSection> Sections { get; init; } = [];

    /// <summary>The defaults of what every service has; its <c>Listen</c> is the default of <c>--listen</c>.</summary>
    public HostSettings Settings { get; init; } = new();

    /// <summary>The environment variables; those of the process by default.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>Where <c>--dump-config</c> and <c>--help</c> print.</summary>
    public TextWriter Output { get; init; } = Console.Out;

    /// <summary>Where errors in the configuration are printed.</summary>
    public TextWriter Error { get; init; } = Console.Error;
}
