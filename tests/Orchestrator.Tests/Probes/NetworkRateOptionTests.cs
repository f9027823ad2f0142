using RouterAlertAssurance.Hosting.Configuration;
using RouterAlertAssurance.Orchestrator.Probes;

namespace RouterAlertAssurance.Orchestrator.Tests.Probes;

/// <summary>The limit of all probes together as operators give it.</summary>
public sealed class NetworkRateOptionTests
{
    private const string Flag = "--orchestrator-probe-network-rate";

    [Theory]
    [InlineData(4, new string[0])]
    [InlineData(12, new[] { Flag, "1250" })]
    [InlineData(1, new[] { Flag, "100" })]
    [InlineData(8, new[] { "--orchestrator-probe-rate", "50" })]
    public void Load_ARate_GivesSoManySlots(int slots, string[] arguments)
    {
        var (options, errors) = Load(arguments);

        errors.ShouldBeEmpty();
        ProbeLimits.Of(options).Slots.ShouldBe(slots);
    }

    [Theory]
    [InlineData("9", "expected a whole number from 10 to 100000")]
    [InlineData("100001", "expected a whole number from 10 to 100000")]
    [InlineData("many", "expected a whole number from 10 to 100000")]
    [InlineData("99", "must not be less than probe-rate, which a single probe sends")]
    public void Load_ARateOutOfRange_IsRefusedWithPlaceAndRange(string rate, string detail)
    {
        var error = Load(Flag, rate).Errors.ShouldHaveSingleItem();

        error.Key.ShouldBe("orchestrator.probe-network-rate");
        error.ToString().ShouldContain(detail);
    }

    private static (OrchestratorOptions Options, IReadOnlyList<ConfigurationError> Errors) Load(params string[] arguments)
    {
        var section = new OrchestratorOptions { ConnectionString = "Host=/nowhere", PackageDirectory = Path.Combine(AppContext.BaseDirectory, "TestData", "probes") }.ToSection();
        return (section.Value, ConfigurationLoader.Load([section], arguments, new Dictionary<string, string>()).Errors);
    }
}
