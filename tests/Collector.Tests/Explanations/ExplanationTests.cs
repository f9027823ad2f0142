using System.Net;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;
using static RouterAlertAssurance.Collector.Tests.Samples;

namespace RouterAlertAssurance.Collector.Tests.Explanations;

public sealed class ExplanationTests
{
    private const string Path = "/api/v1/explanations/service-instance/tunnel%2Fblue";

    [Fact]
    public async Task Explain_IllService_LeadsDownToWhatWasRead()
    {
        await using var host = await StartAsync();

        var account = await host.GetAsync(Path, ContractsJson.Default.HealthAccount);

        account.GraphVersion.ShouldBe(1);
        account.Nodes.Select(node => node.Subservice).ShouldBe([Tunnel, Interface]);
        account.Nodes[0].Reckoning.ShouldBe("40: nothing is wrong with itself; it is as good as interface pe1/eth0 (40).");
        account.Nodes[0].Dependencies.ShouldHaveSingleItem().ShouldBe(new DependencyAccount(Interface, "interface pe1/eth0", 40, "", Counts: true));
        account.Nodes[1].Reckoning.ShouldBe("40: 100 - 60 for down.");
        var symptom = account.Nodes[1].Symptoms.ShouldHaveSingleItem();
        symptom.Symptom.Id.ShouldBe("base/interface.down");
        symptom.Evidence!.Samples.ShouldHaveSingleItem().Read.ShouldBe("link/oper-up");
    }

    [Fact]
    public async Task Explain_EarlierTime_IsThatOfThen()
    {
        await using var host = await StartAsync();
        await host.AcceptAsync(Batch(
            SymptomEvent(6, Interface, Symptom(stop: Begin.AddMinutes(2)), time: Begin.AddMinutes(2)),
            StatusEvent(7, Interface, Status(), Begin.AddMinutes(2)),
            StatusEvent(8, Tunnel, Status(), Begin.AddMinutes(2))));

        var now = await host.GetAsync(Path, ContractsJson.Default.HealthAccount);
        var then = await host.GetAsync(Path + "?at=2025-03-01T12:01:00Z", ContractsJson.Default.HealthAccount);

        now.Nodes.ShouldHaveSingleItem().Reckoning.ShouldBe("Nothing is wrong with it, and every dependency that counts is healthy.");
        then.Time.ShouldBe(Begin.AddMinutes(1));
        then.Nodes.Select(node => node.Score).ShouldBe([40, 40]);
        then.Nodes[1].Symptoms.ShouldHaveSingleItem().Evidence!.Expression.ShouldBe("oper-up == false");
    }

    [Fact]
    public async Task Explain_HealthyServiceOnHalfOfItsInputs_LeadsToWhatIsNotKnown()
    {
        await using var host = await StartAsync();
        var missing = MissingInput("rx-errors of pe1 is not known since 12:00:00: never read");
        var evidence = Evidence("") with { Samples = [new EvidenceSample("rx", "rx-errors", "pe1", "s", "r", default, "", "missing", "never read") { Command = "ethtool eth0" }] };
        await host.AcceptAsync(Batch(
            SymptomEvent(6, Interface, Symptom(stop: Begin.AddMinutes(2))),
            SymptomEvent(7, Interface, missing, evidence),
            StatusEvent(8, Interface, Status(100, missing) with { Coverage = 0.5 }),
            StatusEvent(9, Tunnel, Status() with { Coverage = 0.5 })));

        var account = await host.GetAsync(Path, ContractsJson.Default.HealthAccount);

        account.Nodes.Select(node => node.Subservice).ShouldBe([Tunnel, Interface]);
        account.Nodes[0].Reckoning.ShouldBe(
            "Nothing that is known is wrong with it, and every dependency that counts is healthy. It is built on 50 % of its inputs; not known: inputs of interface pe1/eth0.");
        account.Nodes[1].Reckoning.ShouldEndWith("not known: rx-errors of pe1 is not known since 12:00:00: never read.");
        var symptom = account.Nodes[1].Symptoms.ShouldHaveSingleItem();
        (symptom.Symptom.Kind, symptom.Symptom.Start).ShouldBe(("missing-input", Begin));
        symptom.Evidence!.Samples.ShouldHaveSingleItem().Command.ShouldBe("ethtool eth0");
    }

    [Fact]
    public async Task Explain_InputMissingForAnotherReason_HasThePresentEvidenceOfTheSameOccurrence()
    {
        await using var host = await StartAsync();
        await host.AcceptAsync(Batch(SymptomEvent(6, Interface, MissingInput("never read"), Evidence("first"))));
        await host.AcceptAsync(Batch(
            SymptomEvent(7, Interface, MissingInput("timeout"), Evidence("second")),
            StatusEvent(8, Interface, Status(40, Symptom(), MissingInput("timeout")) with { Coverage = 0.5 })));

        var account = await host.GetAsync(Path, ContractsJson.Default.HealthAccount);

        var symptom = account.Nodes[1].Symptoms.Single(item => item.Symptom.Kind == "missing-input");
        (symptom.Symptom.Text, symptom.Symptom.Start, symptom.Evidence!.Steps[0].Value).ShouldBe(("timeout", Begin, "second"));
    }

    [Fact]
    public async Task Explain_UnknownNodeOrTime_IsRefused()
    {
        await using var host = await StartAsync();

        (await host.ProblemAsync(HttpMethod.Get, "/api/v1/explanations/interface/none")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await host.ProblemAsync(HttpMethod.Get, Path + "?at=yesterday")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await host.ProblemAsync(HttpMethod.Get, Path + "?when=now")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static SymptomDocument MissingInput(string text) => Symptom("base/interface.input-missing/rx", 0) with { Kind = "missing-input", Text = text };

    private static async Task<CollectorHost> StartAsync()
    {
        var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await host.AcceptAsync(Graph());
        var inherited = Symptom("dependency/interface", 60) with { Kind = "inherited", Dependency = Interface };
        await host.AcceptAsync(Batch(
            SymptomEvent(1, Interface, Symptom(), Evidence()),
            StatusEvent(2, Interface, Status(40, Symptom())),
            SymptomEvent(3, Tunnel, inherited),
            StatusEvent(4, Tunnel, Status(40, inherited) with { Own = 100 }),
            StatusEvent(5, Device, Status())));
        return host;
    }
}
