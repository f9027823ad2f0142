using RouterAlertAssurance.Cli.Commands;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Cli.Tests.Commands;

/// <summary>The files below config/ are what an operator starts from: the program they are for must take them as they are.</summary>
public sealed class ConfigurationSampleTests
{
    public static TheoryData<string> Samples =>
        [.. Directory.GetFiles(RepositoryPaths.Combine("config"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task CheckConfig_OfASample_Succeeds(string service) =>
        (await RaaProgram.RunAsync([service, "--check-config", "--config", RepositoryPaths.Combine("config", $"{service}.json")])).ShouldBe(0);
}
