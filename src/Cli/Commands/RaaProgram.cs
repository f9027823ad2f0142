using RouterAlertAssurance.Agent;
using RouterAlertAssurance.Cli.Standalone;
using RouterAlertAssurance.Collector;
using RouterAlertAssurance.Orchestrator;
using RouterAlertAssurance.WebUi;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary>The one binary: a service when the first word names one, a command otherwise.</summary>
internal static class RaaProgram
{
    public static Task<int> RunAsync(string[] arguments) => arguments switch
    {
        ["standalone", .. var rest] => StandaloneHost.RunAsync(rest),
        ["orchestrator", .. var rest] => OrchestratorSetup.RunAsync(rest),
        ["agent", .. var rest] => AgentSetup.RunAsync(rest),
        ["collector", .. var rest] => CollectorSetup.RunAsync(rest),
        ["web", .. var rest] => WebUiSetup.RunAsync(rest),
        _ => RaaCommand.RunAsync(arguments),
    };
}
