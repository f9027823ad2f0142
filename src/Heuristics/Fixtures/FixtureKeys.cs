namespace RouterAlertAssurance.Heuristics.Fixtures;

/// <summary>The keys of fixture files; <c>heuristics/package-fixture.schema.json</c> has the same.</summary>
internal static class FixtureKeys
{
    public static readonly string[] File = ["tests"];

    public static readonly string[] Test = ["name", "type", "parameters", "profile", "level", "thresholds", "interval", "inputs", "expect"];

    public static readonly string[] Series = ["series"];

    public static readonly string[] Expectation = ["at", "score", "coverage", "symptoms"];

    public static readonly string[] Symptom = ["name", "weight", "text"];

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> BySchemaDefinition { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["file"] = File,
        ["test"] = Test,
        ["series"] = Series,
        ["expectation"] = Expectation,
        ["symptom"] = Symptom,
    };
}
