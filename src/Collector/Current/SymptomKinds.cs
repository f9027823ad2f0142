using System.Collections.Frozen;

namespace RouterAlertAssurance.Collector.Current;

/// <summary>How <c>Model.Health.SymptomKind</c> is written on the wire.</summary>
internal static class SymptomKinds
{
    public const string MissingInput = "missing-input";

    public const string Maintenance = "maintenance";

    public static FrozenSet<string> All { get; } =
        new[] { "own", "inherited", "informational", MissingInput, Maintenance }.ToFrozenSet(StringComparer.Ordinal);
}
