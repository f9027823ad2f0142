using System.Globalization;

namespace RouterAlertAssurance.Model.Health;

/// <summary>Integer 0 (broken) to 100 (healthy), or -1 when it could not be computed (RFC 9418, leaf <c>health-score</c>).</summary>
public readonly record struct HealthScore : IComparable<HealthScore>
{
    public HealthScore(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, -1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 100);
        Value = value;
    }

    public static HealthScore Unknown { get; } = new(-1);

    public static HealthScore Broken { get; } = new(0);

    public static HealthScore Healthy { get; } = new(100);

    public int Value { get; }

    public bool IsKnown => Value >= 0;

    public bool IsHealthy => Value == 100;

    public int CompareTo(HealthScore other) => Value.CompareTo(other.Value);

    public static bool operator <(HealthScore left, HealthScore right) => left.Value < right.Value;

    public static bool operator <=(HealthScore left, HealthScore right) => left.Value <= right.Value;

    public static bool operator >(HealthScore left, HealthScore right) => left.Value > right.Value;

    public static bool operator >=(HealthScore left, HealthScore right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
