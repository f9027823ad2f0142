using System.Globalization;
using RouterAlertAssurance.Agent;
using RouterAlertAssurance.Cli.Supervision;
using RouterAlertAssurance.Hosting.Endpoints;

namespace RouterAlertAssurance.Cli.Standalone;

/// <summary>How the agent of each device of an inventory is started: in the device's network namespace, with everything else as ours.</summary>
internal sealed class AgentChildren(string data, string runDirectory, ServiceEndpoint product, string agentProgram = "")
{
    /// <summary>nsenter and not <c>ip netns exec</c>: that would mount another /sys, without the control groups.</summary>
    private const string EnterNamespace = "nsenter";

    public IReadOnlyList<ChildSpecification> For(Inventory inventory) => [.. inventory.Devices.Select(For)];

    private ChildSpecification For(InventoryDevice device)
    {
        string[] agent =
        [
            .. AgentProgram(),
            "--id", device.Name,
            "--device", device.Name,
            "--listen", $"unix:{Path.Combine(runDirectory, $"{device.Name}.sock")}",
            "--orchestrator", product.ToString(),
            "--collector", product.ToString(),
            // A folder of its own: agents that share one would write over each other's spool and assignment.
            "--data", Path.Combine(data, "agents", device.Name),
        ];
        var path = device.NetnsPath is { Length: > 0 } handle ? handle : null;
        string[] command = path is null ? agent : [EnterNamespace, $"--net={path}", "--", .. agent];
        return new ChildSpecification
        {
            Name = $"agent-{device.Name}",
            Program = command[0],
            Arguments = command[1..],
            NeededFile = path,
            RunDirectory = runDirectory,
            LogDirectory = Path.Combine(data, "logs"),
            Environment = new Dictionary<string, string>(SmallProcess.Environment, StringComparer.Ordinal)
            {
                // A new build is another program: agents of the old one are replaced, not adopted.
                ["RAA_BUILD"] = File.GetLastWriteTimeUtc(typeof(AgentChildren).Assembly.Location).Ticks.ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    /// <summary>The published agent if there is one, else the program that runs now: the apphost, or the host with the assembly.</summary>
    private string[] AgentProgram()
    {
        if (agentProgram.Length > 0)
        {
            return [agentProgram];
        }

        var program = Environment.ProcessPath ?? "raa";
        return Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, Path.Combine(AppContext.BaseDirectory, "raa.dll"), "agent"] : [program, "agent"];
    }
}
