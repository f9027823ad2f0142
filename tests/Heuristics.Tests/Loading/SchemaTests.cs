using System.Text.Json;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Loading;

namespace RouterAlertAssurance.Heuristics.Tests.Loading;

public sealed class SchemaTests
{
    private static readonly JsonElement Definitions = ReadDefinitions();

    public static TheoryData<string> SchemaDefinitions() => [.. PackageKeys.BySchemaDefinition.Keys];

    [Theory]
    [MemberData(nameof(SchemaDefinitions))]
    public void Schema_Definition_HasExactlyTheKeysOfTheLoader(string name) =>
        Definitions.GetProperty(name).GetProperty("properties").EnumerateObject().Select(property => property.Name).Order()
            .ShouldBe(PackageKeys.BySchemaDefinition[name].Order());

    [Fact]
    public void Schema_EveryMappingWithKeys_IsKnownToTheLoader() =>
        Definitions.EnumerateObject().Where(definition => definition.Value.TryGetProperty("properties", out _)).Select(definition => definition.Name)
            .Order().ShouldBe(PackageKeys.BySchemaDefinition.Keys.Order());

    [Fact]
    public void Schema_Relations_AreThoseOfTheFacts() =>
        Definitions.GetProperty("query").GetProperty("properties").GetProperty("relation").GetProperty("enum").EnumerateArray()
            .Select(item => item.GetString()!).Order().ShouldBe(FactRelations.Fields.Keys.Order());

    [Fact]
    public void Schema_FactsOfInputs_AreThoseAnAgentHas() =>
        Definitions.GetProperty("input").GetProperty("properties").GetProperty("fact").GetProperty("enum").EnumerateArray()
            .Select(item => item.GetString()!).Append(FactRelations.LinkEnd).Order().ShouldBe(FactRelations.Fields.Keys.Order());

    private static JsonElement ReadDefinitions()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(TestPackages.Root, "heuristics", "package.schema.json")));
        return document.RootElement.GetProperty("$defs").Clone();
    }
}
