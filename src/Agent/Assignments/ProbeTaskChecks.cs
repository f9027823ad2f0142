using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Agent.Assignments;

/// <summary>Checks the probe tasks of an assignment, and keeps their keys to ourselves.</summary>
internal static class ProbeTaskChecks
{
    private const int LongestId = 64, LongestName = 100;

    public static void Check(IReadOnlyList<ProbeTask>? tasks, string pointer, List<FieldError> errors)
    {
        AssignmentChecks.Need(tasks is not { Count: > ProbeTask.MostTasks }, pointer, $"expected at most {ProbeTask.MostTasks} tasks", errors);
        AssignmentChecks.Each(tasks, pointer, errors, (task, at) => Check(task, at, errors));
    }

    /// <summary>The assignment as anybody may see it.</summary>
    public static AgentAssignment WithoutKeys(AgentAssignment assignment) =>
        assignment with { Probes = WithoutKeys(assignment.Probes), Responses = WithoutKeys(assignment.Responses) };

    private static ProbeTask[] WithoutKeys(IReadOnlyList<ProbeTask> tasks) => [.. tasks.Select(task => task with { Key = [] })];

    private static void Check(ProbeTask task, string at, List<FieldError> errors)
    {
        Need(task.Id is { Length: > 0 and <= LongestId } id && id.All(char.IsAsciiLetterOrDigit), "id", $"expected 1 to {LongestId} letters and digits");
        Need(task.Kind == ProbeProtocols.Kind, "kind", $"expected {ProbeProtocols.Kind}");
        Need(ProbeTask.TryParseAddress(task.Source, out var source), "source", "expected an IPv4 or IPv6 address");
        Need(ProbeTask.TryParseAddress(task.Destination, out var destination), "destination", "expected an IPv4 or IPv6 address");
        Need(source is null || destination is null || source.AddressFamily == destination.AddressFamily, "destination", "expected an address of the source's family");
        Need(task.Peer is { Length: > 0 and <= LongestName }, "peer", $"expected 1 to {LongestName} characters");
        Need(task.PeerDevice is { Length: > 0 and <= LongestName }, "peerDevice", $"expected 1 to {LongestName} characters");
        Need(
            task.Protocols is { Count: > 0 and <= ProbeTask.MostProtocols } protocols && protocols.All(ProbeProtocols.IsKnown) && protocols.Distinct().Count() == protocols.Count,
            "protocols", $"expected 1 to {ProbeTask.MostProtocols} different ones of {string.Join(", ", ProbeProtocols.Names)}, protocol-N");
        Need(task.PeriodSeconds is > 0 and <= ProbeTask.LongestPeriodSeconds, "periodSeconds", $"expected 1 to {ProbeTask.LongestPeriodSeconds}");
        Need(task.OffsetSeconds >= 0 && task.OffsetSeconds < task.PeriodSeconds, "offsetSeconds", "expected a time within the period");
        Need(task.RoundSeconds is > 0 and <= ProbeTask.LongestPeriodSeconds, "roundSeconds", $"expected 1 to {ProbeTask.LongestPeriodSeconds}");
        Need(task.PacketsPerSecond is > 0 and <= ProbeTask.MostPacketsPerSecond, "packetsPerSecond", $"expected 1 to {ProbeTask.MostPacketsPerSecond}");
        Need(task.Key is { Length: ProbeTask.KeyLength }, "key", $"expected {ProbeTask.KeyLength} octets");

        void Need(bool holds, string member, string detail) => AssignmentChecks.Need(holds, $"{at}/{member}", detail, errors);
    }
}
