using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Probes;
using RouterAlertAssurance.Probes.Verdicts;

namespace RouterAlertAssurance.Agent.Sources.RouterAlertProbe;

/// <summary>
/// Tells packets that a router took from packets that it dropped, where an agent on that router reports a program that takes them. The kernel hands them over before it looks at
/// their TTL, so that such a router is the first that quotes nothing.
/// </summary>
internal static class KnownTakers
{
    /// <summary>The result, as intercepted where it was lost at a router that takes its protocol.</summary>
    public static ProbeResult Apply(ProbeTask task, ProbeResult result) =>
        result is { Verdict: ProbeVerdict.Dropped, Location.FirstWithout: { } router } && task.Takers.Contains(new(router.ToString(), result.Protocol.Name))
            ? result with { Verdict = ProbeVerdict.Intercepted, Detail = $"{result.Detail}; a program on {router} takes {result.Protocol}" }
            : result;
}
