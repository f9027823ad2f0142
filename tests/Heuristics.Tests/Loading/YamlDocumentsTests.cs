using RouterAlertAssurance.Heuristics.Loading;

namespace RouterAlertAssurance.Heuristics.Tests.Loading;

public sealed class YamlDocumentsTests
{
    [Theory]
    [InlineData("a: 1", "{\"a\":1}")]
    [InlineData("a: \"1\"", "{\"a\":\"1\"}")]
    [InlineData("a: '1'", "{\"a\":\"1\"}")]
    [InlineData("a: -0.5e3", "{\"a\":-0.5e3}")]
    [InlineData("a: 1.0.0", "{\"a\":\"1.0.0\"}")]
    [InlineData("a: 007", "{\"a\":\"007\"}")]
    [InlineData("a: 10.0.0.1", "{\"a\":\"10.0.0.1\"}")]
    [InlineData("a: fd00::1", "{\"a\":\"fd00::1\"}")]
    [InlineData("a: true", "{\"a\":true}")]
    [InlineData("a: yes", "{\"a\":\"yes\"}")]
    [InlineData("a: null", "{\"a\":null}")]
    [InlineData("a: [x, {b: c}]", "{\"a\":[\"x\",{\"b\":\"c\"}]}")]
    [InlineData("a: 2026-01-31T00:00:00Z", "{\"a\":\"2026-01-31T00:00:00Z\"}")]
    public void ToJson_Document_IsConverted(string yaml, string json) => YamlDocuments.ToJson(yaml).JsonText.ShouldBe(json);

    [Fact]
    public void ToJson_PlainScalarsAsText_KeepsThem() => YamlDocuments.ToJson("a: 100\nb: true", plainScalarsAreText: true).JsonText.ShouldBe("{\"a\":\"100\",\"b\":\"true\"}");

    [Fact]
    public void ToJson_Positions_AreKeptByPointer()
    {
        var positions = YamlDocuments.ToJson("type: tunnel\nparameters:\n  a/b: x\n  list:\n    - y\n").Positions;

        positions["/type"].ShouldBe(new DocumentPosition(1, 7));
        positions["/parameters"].ShouldBe(new DocumentPosition(2, 1), "where the key is, not where its content begins");
        positions["/parameters/a~1b"].ShouldBe(new DocumentPosition(3, 8));
        positions["/parameters/list/0"].ShouldBe(new DocumentPosition(5, 7));
    }

    [Theory]
    [InlineData("- a", "the document must be a mapping, not a list")]
    [InlineData("a: &x 1\nb: *x", "anchors are not allowed")]
    [InlineData("a: 1\na: 2", "key 'a' is given twice")]
    [InlineData("a: 1\n---\nb: 2", "only one document per file is allowed")]
    [InlineData("", "the file holds no document")]
    [InlineData("a: \0", "character U+0000 is not allowed in YAML")]
    [InlineData("? [a]\n: b", "a key must be text, not a list")]
    public void ToJson_Refused_TellsWhy(string yaml, string message)
    {
        var conversion = YamlDocuments.ToJson(yaml);

        conversion.JsonText.ShouldBeNull();
        conversion.Errors.ShouldContain(error => error.Message == message, string.Join('\n', conversion.Errors));
    }
}
