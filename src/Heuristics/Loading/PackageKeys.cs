using System.Collections.Frozen;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Every key a package may use, by kind of mapping; the JSON schema lists the same, which a test compares.</summary>
internal static class PackageKeys
{
    private static readonly string[] NodeType =
        ["description", "label", "owner", "parameters", "inputs", "thresholds", "symptoms", "groups", "dependencies", "not-supported"];

    public static string[] Package { get; } = ["package", "version", "revision", "description", "requires", "profiles", "not-supported", "metrics", "subservices", "services"];

    public static string[] Metric { get; } = ["description", "type", "unit", "kind", "labels", "parameters", "interval", "staleness", "level", "implementations"];

    public static string[] Implementation { get; } = ["name", "source", "read", "arguments", "when"];

    public static string[] Subservice { get; } = ["yang", .. NodeType];

    public static string[] Service { get; } = [.. NodeType, "intents", "configured", "proposals"];

    public static string[] Parameter { get; } = ["name", "type", "description", "required", "default", "pattern", "minimum", "maximum", "values"];

    public static string[] Input { get; } = ["metric", "with", "fact", "where", "field", "labels", "required"];

    public static string[] Threshold { get; } = ["value", "profiles", "description"];

    public static string[] Symptom { get; } =
        ["name", "for-each", "when", "weight", "level", "broken", "local", "raise-after", "clear-after", "flapping", "text", "description", "runbook"];

    public static string[] Flapping { get; } = ["count", "within"];

    public static string[] Group { get; } = ["name", "combination", "minimum"];

    public static string[] Dependency { get; } = ["subservice", "with", "type", "group", "transform", "each", "if-exists", "unless-exists"];

    public static string[] Query { get; } = ["relation", "as", "where"];

    public static string[] Intent { get; } = ["unit", "description", "stricter", "sets"];

    public static string[] Proposal { get; } = ["when", "name", "parameters", "reason"];

    public static string[] Condition { get; } = ["longest-match", "not"];

    /// <summary>By the name of the definition in the schema.</summary>
    public static FrozenDictionary<string, string[]> BySchemaDefinition { get; } = new Dictionary<string, string[]>
    {
        ["package"] = Package,
        ["metric"] = Metric,
        ["implementation"] = Implementation,
        ["subservice"] = Subservice,
        ["service"] = Service,
        ["parameter"] = Parameter,
        ["input"] = Input,
        ["threshold"] = Threshold,
        ["symptom"] = Symptom,
        ["flapping"] = Flapping,
        ["group"] = Group,
        ["dependency"] = Dependency,
        ["query"] = Query,
        ["intent"] = Intent,
        ["proposal"] = Proposal,
        ["condition"] = Condition,
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
