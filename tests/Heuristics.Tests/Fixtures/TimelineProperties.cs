using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Fixtures;
using RouterAlertAssurance.Heuristics.Loading;

namespace RouterAlertAssurance.Heuristics.Tests.Fixtures;

public sealed class TimelineProperties
{
    private static readonly string[] Parts = ["0", "1.5", "-3", "+", "-", "x", "x4", " ", "_", "true", "stale", "failed", ":", "no", "\"", "e9", "."];

    [Fact]
    public void Parse_StartStepAndCount_GivesThatSeries() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(short Start, short Step, byte Count)>(), series =>
            Parse($"{series.Start}{series.Step:+0;-0;+0}x{series.Count}", []).Select(value => value!.Value.Number)
                .SequenceEqual(Enumerable.Range(0, series.Count + 1).Select(i => (double)series.Start + (i * series.Step)))).QuickCheckThrowOnFailure();

    [Fact]
    public void Parse_AnyMixtureOfItsParts_GivesValuesOrAnErrorWithinTheText() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), chosen =>
        {
            var text = string.Concat((chosen ?? []).Select(index => Parts[index % Parts.Length]));
            var errors = new List<PackageError>();
            var values = Parse(text, errors);
            return errors.Count == 0 ? values.Length > 0 : values.IsEmpty && errors.All(error => error.Line == 1 && error.Column >= 1 && error.Column <= text.Length + 1);
        }).QuickCheckThrowOnFailure();

    private static ImmutableArray<TimelineValue?> Parse(string text, List<PackageError> told)
    {
        var errors = new ErrorList();
        var values = TimelineParser.Parse(
            new SourceScalar(new SourceFile("t.yaml", text), 1, 1, "", text, ScalarNotation.Plain, 0), ExpressionValueType.Number, errors);
        told.AddRange(errors.Errors);
        return values;
    }
}
