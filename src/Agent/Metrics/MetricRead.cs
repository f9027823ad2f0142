using System.Collections.Immutable;
using RouterAlertAssurance.Heuristics.MetricResolution;

namespace RouterAlertAssurance.Agent.Metrics;

/// <summary>
/// One thing to read from one source, in the source's own vocabulary. Two equal reads are one reading, however many inputs use it.
/// </summary>
internal sealed class MetricRead : IEquatable<MetricRead>
{
    public MetricRead(string source, string read, ImmutableSortedDictionary<string, string> arguments)
    {
        Source = source;
        Read = read;
        Arguments = arguments;
        Key = ResolvedImplementation.ReadKeyOf(source, read, arguments);
    }

    public string Source { get; }

    public string Read { get; }

    public ImmutableSortedDictionary<string, string> Arguments { get; }

    /// <summary>Canonical text; what equality means, and what people see.</summary>
    public string Key { get; }

    public static MetricRead Of(string source, string read, params ReadOnlySpan<(string Name, string Value)> arguments)
    {
        var builder = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in arguments)
        {
            builder[name] = value;
        }

        return new MetricRead(source, read, builder.ToImmutable());
    }

    /// <summary>The argument's value; empty when it is not given.</summary>
    public string Argument(string name) => Arguments.GetValueOrDefault(name, "");

    public bool Equals(MetricRead? other) => other is not null && string.Equals(Key, other.Key, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as MetricRead);

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Key;
}
