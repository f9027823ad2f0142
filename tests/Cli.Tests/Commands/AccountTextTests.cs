using RouterAlertAssurance.Cli.Commands;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Cli.Tests.Commands;

public sealed class AccountTextTests
{
    private static readonly SubserviceReference Node = new("interface", "pe1/eth0");

    [Theory]
    [InlineData("docs/runbooks/base.md#interface-down", true)]
    [InlineData("", false)]
    public void Print_SymptomWithEvidence_SaysWhatToDo(string runbook, bool expected)
    {
        using var past = new StringWriter();
        using var live = new StringWriter();
        var evidence = new Evidence("not oper-up", [], [], runbook);

        AccountText.Print(past, new HealthAccount { Nodes = [new NodeAccount { Subservice = Node, Symptoms = [new SymptomAccount(new SymptomDocument { Id = "base/interface.oper-down" }, evidence)] }] });
        AccountText.Print(live, new LiveAccount { Subservice = Node, Conditions = [new ConditionAccount("base/interface.oper-down", "It is down.", true, runbook, evidence)] });

        foreach (var text in (string[])[past.ToString(), live.ToString()])
        {
            text.Split($"What to do: {runbook}").Length.ShouldBe(expected ? 2 : 1);
        }
    }
}
