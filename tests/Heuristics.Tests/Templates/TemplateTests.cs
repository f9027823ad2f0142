using RouterAlertAssurance.Heuristics.Templates;

namespace RouterAlertAssurance.Heuristics.Tests.Templates;

public sealed class TemplateTests
{
    private static readonly Dictionary<string, string> Values = new() { ["device"] = "pe1", ["hop.interface"] = "to-p1", ["empty"] = "" };

    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("{device}", "pe1")]
    [InlineData("a {hop.interface} b {device}", "a to-p1 b pe1")]
    [InlineData("{{device}}", "{device}")]
    [InlineData("{{{device}}}", "{pe1}")]
    [InlineData("x{empty}y", "xy")]
    [InlineData("{unknown}", null)]
    [InlineData("{=1 + 2}", "<1 + 2>")]
    [InlineData("{=state == \"}\"}", "<state == \"}\">")]
    public void Render_Template_FillsIn(string text, string? expected) =>
        Template.Render(text, Values.GetValueOrDefault, expression => $"<{expression}>").ShouldBe(expected);

    [Theory]
    [InlineData("{device", 0)]
    [InlineData("ab}", 2)]
    [InlineData("{}", 1)]
    [InlineData("{a.b.c}", 1)]
    [InlineData("{Device}", 1)]
    public void Parse_Malformed_TellsWhere(string text, int offset) => Template.Parse(text).Errors.ShouldHaveSingleItem().Offset.ShouldBe(offset);

    [Fact]
    public void Parse_Parts_KnowTheirOffsets() =>
        Template.Parse("a{device}b{=x}").Parts.Select(part => (part.Text, part.Offset)).ShouldBe([("a", 0), ("device", 2), ("b", 9), ("x", 12)]);
}
