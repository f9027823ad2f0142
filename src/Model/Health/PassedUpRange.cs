namespace RouterAlertAssurance.Model.Health;

/// <summary>The value parents see, computed twice: with every unknown taken as 0 (<paramref name="Low"/>) and as 100 (<paramref name="High"/>).</summary>
/// <param name="Low">0..100.</param>
/// <param name="High">0..100, at least <paramref name="Low"/>.</param>
public readonly record struct PassedUpRange(int Low, int High)
{
    public static PassedUpRange Healthy { get; } = new(100, 100);

    public static PassedUpRange Unknown { get; } = new(0, 100);

    /// <summary>Healthy whatever the unknown is.</summary>
    public bool IsHealthy => Low == 100;

    /// <summary>The known value when it is below 100 whatever the unknown is, otherwise the least it can be.</summary>
    public int Worst => High < 100 ? High : Low;

    public static PassedUpRange Of(int value) => new(value, value);

    public static PassedUpRange Min(PassedUpRange left, PassedUpRange right) => new(Math.Min(left.Low, right.Low), Math.Min(left.High, right.High));

    /// <summary>The score that follows: the high end when it is below 100 or when both ends are 100, otherwise unknown.</summary>
    public HealthScore ToScore() => High < 100 || Low == 100 ? new HealthScore(High) : HealthScore.Unknown;
}
