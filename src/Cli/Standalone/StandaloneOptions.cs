using RouterAlertAssurance.Hosting.Configuration;
using RouterAlertAssurance.Orchestrator;

namespace RouterAlertAssurance.Cli.Standalone;

/// <summary>Settings of the standalone product.</summary>
internal sealed class StandaloneOptions
{
    /// <summary>PostgreSQL to use; empty for a private one.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Folder with one folder for each heuristic package.</summary>
    public string Packages { get; set; } = Path.Combine(AppContext.BaseDirectory, "heuristics");

    /// <summary>Inventory of the lab; without such a file the machine itself is assured.</summary>
    public string Inventory { get; set; } = "/run/raa-lab/inventory.json";

    /// <summary>Folder of PostgreSQL binaries; empty to look for them.</summary>
    public string PostgresBinaries { get; set; } = "";

    /// <summary>Agent published for hosts, to be started instead of this program; empty for this program.</summary>
    public string AgentProgram { get; set; } = "";

    public OptionSection<StandaloneOptions> ToSection() => new OptionSection<StandaloneOptions>("standalone", this)
        .ConnectionString("database", "PostgreSQL to use; without it a private one is started", options => Optional(options.ConnectionString), (options, text) => options.ConnectionString = text)
        .Text("packages", "The folder with one folder for each heuristic package", options => options.Packages, (options, text) => options.Packages = Path.GetFullPath(text))
        .Text("inventory", "The lab's inventory; without such a file this machine is assured", options => options.Inventory, (options, text) => options.Inventory = Path.GetFullPath(text))
        .Text("agent-program", "An agent made by deploy/publish-agent, started instead of this program", options => Optional(options.AgentProgram), (options, text) => options.AgentProgram = Path.GetFullPath(text))
        .Text("postgres-binaries", "The folder of PostgreSQL's programs; looked for by default", options => Optional(options.PostgresBinaries), (options, text) => options.PostgresBinaries = Path.GetFullPath(text))
        .Check(options => OrchestratorOptions.CheckPackages(options.Packages).Select(error => ("packages", error)));

    private static string? Optional(string text) => text.Length == 0 ? null : text;
}
