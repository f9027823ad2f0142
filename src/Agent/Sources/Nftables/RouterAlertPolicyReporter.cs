using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Nftables.Policy;

namespace RouterAlertAssurance.Agent.Sources.Nftables;

/// <summary>The policy in the document of a device.</summary>
internal sealed class RouterAlertPolicyReporter(RulesetMonitor monitor, DeviceInterest interest) : IRouterAlertReporter
{
    public async Task ReportAsync(RouterAlertDocument document, CancellationToken cancellationToken)
    {
        var reading = await monitor.ReadAsync(cancellationToken);
        var policy = reading.Policy.JudgedFor(interest.Of(document.Device), reading.Punts);
        document.Policy = new(
            [.. RouterAlertLine.Of(policy).Select(Row)],
            [.. policy.Findings.Select(finding => new RouterAlertPolicyFinding(RouterAlertWords.Key(finding.Kind), finding.Section, finding.Text))]);
    }

    private static RouterAlertPolicyRow Row(RouterAlertLine line) => new(
        line.Input, line.Output, line.Family, line.Protocol.Key, RouterAlertWords.Key(line.Treatment), line.PacketsPerSecond, line.IsShared, line.Place, line.OtherForms, line.Classes);
}
