using System.Globalization;
using RouterAlertAssurance.Heuristics.Fixtures;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.MetricResolution;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Engine;

/// <summary>Runs a test of a package: feeds its timelines to one node and compares.</summary>
public sealed class FixtureRun
{
    private const string Instance = "test";

    // As agents do, whatever the interval of the samples.
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly SampleOrigin FixtureOrigin = new("fixture", "timeline");

    private readonly PackageFixture _fixture;
    private readonly AssuranceSimulation _simulation;
    private readonly List<(int Number, InputTimeline Timeline)> _inputs = [];
    private readonly SubserviceId _id;

    private FixtureRun(PackageFixture fixture, PackageCatalog catalog)
    {
        _fixture = fixture;
        _id = IdOf(fixture);
        var node = new AssuranceNode { Id = _id, Label = fixture.Name };
        _simulation = new AssuranceSimulation(AssuranceGraph.Empty.Apply(new GraphEdit([node], []), Start).Graph);
        var type = TypePlan.Of(fixture.Type);
        var constants = SubservicePlan.ConstantsOf(type, fixture.Parameters, ThresholdResolver.Constants(fixture.Type, fixture.Profile, fixture.Thresholds));
        _simulation.Add(SubservicePlan.Of(_id, type, fixture.Parameters, constants, name => InputOf(name, catalog)));
    }

    /// <summary>Runs one test with the catalog it was read against.</summary>
    public static FixtureResult Of(PackageFixture fixture, PackageCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(fixture);
        ArgumentNullException.ThrowIfNull(catalog);
        return new FixtureResult(fixture, new FixtureRun(fixture, catalog).Run());
    }

    private static SubserviceId IdOf(PackageFixture fixture) => fixture.Type is ServiceType
        ? SubserviceId.ForService(fixture.Type.Name, Instance)
        : SubserviceId.ForParameters(fixture.Type.Name, fixture.Type.Parameters.Select(parameter => fixture.Parameters[parameter.Name]));

    private int InputOf(string name, PackageCatalog catalog)
    {
        if (!_fixture.Inputs.TryGetValue(name, out var timeline))
        {
            return -1;
        }

        var metric = catalog.FindMetric(_fixture.Type, _fixture.Type.Inputs[name])!;
        var number = _simulation.AddInput(EngineInput.Of(metric, _fixture.Parameters.GetValueOrDefault("device", "")));
        _inputs.Add((number, timeline));
        return number;
    }

    private List<FixtureFailure> Run()
    {
        var failures = new List<FixtureFailure>();
        var expectations = new Queue<FixtureExpectation>(_fixture.Expectations);
        foreach (var time in Times())
        {
            if (time.Ticks % _fixture.Interval.Ticks == 0)
            {
                Feed((int)(time.Ticks / _fixture.Interval.Ticks), Start + time);
            }

            _simulation.Advance(Start + time);
            while (expectations.TryPeek(out var expectation) && expectation.At == time)
            {
                failures.AddRange(Compare(expectations.Dequeue()));
            }
        }

        return failures;
    }

    private SortedSet<TimeSpan> Times()
    {
        var end = _fixture.Expectations[^1].At;
        var times = new SortedSet<TimeSpan>(_fixture.Expectations.Select(expectation => expectation.At));
        foreach (var step in (TimeSpan[])[_fixture.Interval, Tick])
        {
            for (var time = TimeSpan.Zero; time <= end; time += step)
            {
                times.Add(time);
            }
        }

        return times;
    }

    private void Feed(int step, DateTimeOffset now)
    {
        foreach (var (number, timeline) in _inputs)
        {
            var read = timeline.Series
                .Where(series => step < series.Values.Length && series.Values[step] is not null)
                .Select(series => (series.Key, Sample: series.Values[step]!.Value.At(now)))
                .ToList();
            if (timeline.HasSeries && timeline.Series.Any(series => step < series.Values.Length))
            {
                _simulation.SetSeries(number, now, read, FixtureOrigin);
            }
            else if (read.Count > 0)
            {
                _simulation.Set(number, read[0].Sample, FixtureOrigin);
            }
        }
    }

    private IEnumerable<FixtureFailure> Compare(FixtureExpectation expectation)
    {
        var status = _simulation.StatusOf(_id);
        if (expectation.Score is { } score && status.Own.Value != score)
        {
            yield return new FixtureFailure(expectation, "score", ScoreText(score), ScoreText(status.Own.Value));
        }

        if (expectation.Coverage is { } coverage && Math.Abs(status.Coverage - coverage) > 0.005)
        {
            yield return new FixtureFailure(expectation, "coverage", Percent(coverage), Percent(status.Coverage));
        }

        foreach (var failure in expectation.Symptoms is { } symptoms ? Compare(expectation, symptoms, status) : [])
        {
            yield return failure;
        }
    }

    private IEnumerable<FixtureFailure> Compare(FixtureExpectation expectation, IReadOnlyList<ExpectedSymptom> symptoms, HealthStatus status)
    {
        var active = status.Symptoms.Where(symptom => symptom.IsActive).ToDictionary(symptom => NameOf(symptom.Id), StringComparer.Ordinal);
        foreach (var expected in symptoms)
        {
            foreach (var failure in active.Remove(expected.Name, out var found) ? Compare(expectation, expected, found) : [Missing(expectation, expected)])
            {
                yield return failure;
            }
        }

        foreach (var (name, symptom) in active)
        {
            yield return new FixtureFailure(expectation, $"symptom {name}", "not active", $"active: {symptom.Text}", AccountOf(name));
        }
    }

    private FixtureFailure Missing(FixtureExpectation expectation, ExpectedSymptom expected) =>
        new(expectation, $"symptom {expected.Name}", "active", "not active", AccountOf(expected.Name));

    private static IEnumerable<FixtureFailure> Compare(FixtureExpectation expectation, ExpectedSymptom expected, Symptom found)
    {
        if (expected.Weight is { } weight && found.Weight != weight)
        {
            yield return new FixtureFailure(
                expectation, $"weight of {expected.Name}", weight.ToString(CultureInfo.InvariantCulture), found.Weight.ToString(CultureInfo.InvariantCulture));
        }

        if (expected.Text is { } text && found.Text != text)
        {
            yield return new FixtureFailure(expectation, $"text of {expected.Name}", text, found.Text);
        }
    }

    private string NameOf(string id) => id[$"{_fixture.Type.Package}/{_fixture.Type.Name}.".Length..];

    private Explanation? AccountOf(string name) => _simulation.Explain(_id).FirstOrDefault(account => NameOf(account.SymptomId) == name);

    private static string ScoreText(int score) => score < 0 ? "unknown" : score.ToString(CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("P0", CultureInfo.InvariantCulture);
}
