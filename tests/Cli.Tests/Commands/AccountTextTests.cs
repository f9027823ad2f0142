using System.Text.Json;
using RouterAlertAssurance.Cli.Commands;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Cli.Tests.Commands;

public sealed class AccountTextTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SubserviceReference Node = new("interface", "pe1/eth0");

    [Fact]
    public void Print_SamplesReadAndNeverRead_SayWhatShowsTheSameAndNoTimeThatWasNot()
    {
        var evidence = new Evidence("loss > max-loss", [new("loss", "100 %")],
        [
            new("loss", "ping-loss", "pe1", "ping (icmp)", "ping ping/loss(destination=10.0.0.2)", Time, "100 %", "present", null) { Command = "ping 10.0.0.2" },
            new("speed", "speed", "pe1", "", "", default, "", "missing", "never read"),
        ]);
        using var output = new StringWriter { NewLine = "\n" };

        AccountText.Print(output, new LiveAccount
        {
            Subservice = new SubserviceReference("gateway", "pe1/10.0.0.2"),
            Agent = "pe1",
            Time = Time,
            Conditions = [new ConditionAccount("base/gateway.loss", "Loss.", true, evidence)],
        });

        output.ToString().ShouldBe("""
            gateway[pe1/10.0.0.2] as pe1 sees it at 2026-01-01 12:00:00 UTC

              base/gateway.loss: raised. Loss.
                loss = 100 %
                loss is ping-loss of pe1: 100 % at 12:00:00.000, ping (icmp): ping ping/loss(destination=10.0.0.2)
                  to see the same on pe1: ping 10.0.0.2
                speed is speed of pe1: missing: never read

            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData(0.5, true)]
    [InlineData(1, false)]
    public void Print_HealthOnSomeOfTheInputs_LeadsToTheAccount(double coverage, bool isSaid)
    {
        using var output = new StringWriter();

        HealthText.Print(output, "tunnel blue", new NodeHealth { Status = new HealthStatusDocument { Score = 100, Coverage = coverage, Since = Time } }, []);

        output.ToString().Contains("raa explain tunnel blue", StringComparison.Ordinal).ShouldBe(isSaid);
    }

    [Theory]
    [InlineData("docs/runbooks/base.md#interface-down", true)]
    [InlineData("", false)]
    public void Print_SymptomWithEvidence_SaysWhatToDo(string runbook, bool expected)
    {
        using var past = new StringWriter();
        using var live = new StringWriter();
        var evidence = new Evidence("not oper-up", [], [], runbook);

        AccountText.Print(past, new HealthAccount { Nodes = [new NodeAccount { Subservice = Node, Symptoms = [new SymptomAccount(new SymptomDocument { Id = "base/interface.oper-down" }, evidence)] }] });
        AccountText.Print(live, new LiveAccount { Subservice = Node, Conditions = [new ConditionAccount("base/interface.oper-down", "It is down.", true, evidence)] });

        foreach (var text in (string[])[past.ToString(), live.ToString()])
        {
            text.Split($"What to do: {runbook}").Length.ShouldBe(expected ? 2 : 1);
        }
    }

    [Fact]
    public void Document_OfACondition_SaysTheRunbookOfItsEvidence()
    {
        var account = new LiveAccount { Conditions = [new ConditionAccount("base/interface.oper-down", "It is down.", true, new Evidence("not oper-up", [], [], "docs/runbooks/base.md"))] };

        var document = JsonSerializer.Serialize(account, ContractsJson.Default.LiveAccount);

        document.ShouldContain("""
            "isRaised":true,"evidence":{"expression":"not oper-up","steps":[],"samples":[],"runbook":"docs/runbooks/base.md"},"runbook":"docs/runbooks/base.md"}
            """);
        JsonSerializer.Deserialize(document, ContractsJson.Default.LiveAccount)!.Conditions[0].Runbook.ShouldBe("docs/runbooks/base.md");
    }
}
