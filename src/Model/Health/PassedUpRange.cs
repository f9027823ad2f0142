namespace RouterAlertAssurance.Model.Health;

/// <summary>The value parents see, computed twice: with every unknown taken as 0 (<paramref name="Low"/>) and as 100 (<paramref name="High"/>).</summary>
/// <param name="Low">0..100.</param>
/// <param name="High">0..100, at least <paramref name="Low"/>.</param>
public readonly record struct PassedUpRange(int Low, int High)
{
    public static PassedUpRange Healthy { get; } = new(100, 100);

    public static PassedUpRange Unknown { get; } = new(0, 100);
}
