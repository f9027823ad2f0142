using FsCheck;
using FsCheck.Fluent;

namespace RouterAlertAssurance.Expressions.Tests;

/// <summary>Runs a property on many random seeds; a failing seed is named and repeats the case.</summary>
internal static class Seeds
{
    public static void Check(int cases, Action<int> property) =>
        Prop.ForAll(Gen.Choose(int.MinValue, int.MaxValue).ToArbitrary(), property)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(cases));
}
