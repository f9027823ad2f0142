using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Health;

/// <summary>A reason why a node is not fully healthy (RFC 9417, "Symptom"; RFC 9418, list <c>symptom</c>).</summary>
public sealed record Symptom
{
    private readonly int _weight;

    /// <summary><c>package/symptom[/series]</c>; stable, unique among the symptoms of one agent.</summary>
    public required string Id { get; init; }

    /// <summary>The agent that raised it.</summary>
    public required string AgentId { get; init; }

    /// <summary>Points that the symptom weighs, 0..100.</summary>
    public required int Weight
    {
        get => _weight;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 0);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 100);
            _weight = value;
        }
    }

    /// <summary>What an operator reads, values filled in.</summary>
    public required string Text { get; init; }

    /// <summary>When it was detected.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>When it stopped being detected; null while it is active.</summary>
    public DateTimeOffset? Stop { get; init; }

    public SymptomKind Kind { get; init; }

    /// <summary>The object is broken, not degraded: the node's own score is 0.</summary>
    public bool Broken { get; init; }

    /// <summary>Counts in the node's own score but not in the value that parents see.</summary>
    public bool Local { get; init; }

    /// <summary>The dependency at the other end of the edge, for <see cref="SymptomKind.Inherited"/> and <see cref="SymptomKind.Informational"/>.</summary>
    public SubserviceId? Dependency { get; init; }

    /// <summary>False when an impacting descendant has a symptom that explains this one; only primary symptoms open incidents.</summary>
    public bool IsPrimary { get; init; } = true;

    /// <summary>Points the node would win if this symptom alone were cleared; 0 when another fault hides behind it.</summary>
    public int Gain { get; init; }

    /// <summary>Points lost if this symptom alone were present.</summary>
    public int Cost { get; init; }

    public bool IsActive => Stop is null;
}
