namespace RouterAlertAssurance.Model.Health;

/// <summary>The two figures beside a symptom. Where a score is unknown it counts as its low end.</summary>
internal static class Points
{
    /// <summary>Points won when a node goes from one range to another.</summary>
    public static int Gain(PassedUpRange before, PassedUpRange after) =>
        Math.Max(0, before.ToScore().IsKnown ? after.High - before.High : after.Low - before.Low);

    /// <summary>Points lost by a node that would be healthy otherwise.</summary>
    public static int Cost(PassedUpRange alone) => 100 - alone.Worst;
}
