using RouterAlertAssurance.Cli.Commands;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Cli.Tests.Commands;

public sealed class DefinitionFileTests
{
    [Theory]
    [InlineData("a", """ {"parameters": {}}""", "application/json")]
    [InlineData("a.json", "{}", "application/json")]
    [InlineData("a", "{parameters: {device: pe1}}", "application/yaml")]
    [InlineData("a.yaml", """{"parameters": {}}""", "application/yaml")]
    [InlineData("a", "parameters: {device: pe1}", "application/yaml")]
    public async Task Read_Definition_GoesByNameAndBeginning(string name, string text, string mediaType)
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory.Combine(name), text, TestContext.Current.CancellationToken);

        (await DefinitionFile.ReadAsync(directory.Combine(name), TestContext.Current.CancellationToken)).ShouldBe((text, mediaType));
    }
}
