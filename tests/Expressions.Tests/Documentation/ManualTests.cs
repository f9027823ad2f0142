using RouterAlertAssurance.Expressions.Compilation;
using RouterAlertAssurance.Expressions.Types;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Expressions.Tests.Documentation;

public sealed class ManualTests
{
    private const string Fence = "```";
    private static readonly string Manual = File.ReadAllText(RepositoryPaths.Combine("docs", "expressions.md"));

    public static TheoryData<int, string> Examples => [.. Blocks().Select(block => (block.Line, block.Text))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Manual_Example_HoldsTrue(int line, string text)
    {
        line.ShouldBeGreaterThan(0);

        var (promised, actual) = DocumentedExample.Read(text).Run();

        actual.ShouldBe(promised, text);
    }

    [Fact]
    public void Manual_EveryFunction_HasASectionWithAnExample()
    {
        foreach (var name in Functions.Names)
        {
            var start = Manual.IndexOf($"### `{Functions.Find(name)!.Signature}`", StringComparison.Ordinal);
            start.ShouldBeGreaterThan(0, name);
            var end = Manual.IndexOf("\n### ", start, StringComparison.Ordinal);
            Manual[start..(end < 0 ? Manual.Length : end)].ShouldContain(Fence + "example");
        }
    }

    [Fact]
    public void Manual_EveryUnit_IsNamed()
    {
        var section = Manual[Manual.IndexOf("## Units", StringComparison.Ordinal)..Manual.IndexOf("## Missing values", StringComparison.Ordinal)];

        foreach (var name in UnitSymbol.Names.Select(name => UnitSymbol.Find(name)!.Name).Distinct())
        {
            section.ShouldContain($"`{name}`");
        }
    }

    private static IEnumerable<(int Line, string Text)> Blocks()
    {
        var lines = Manual.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] == Fence + "example")
            {
                var block = lines.Skip(i + 1).TakeWhile(line => line != Fence).ToList();
                yield return (i + 1, string.Join('\n', block));
            }
        }
    }
}
