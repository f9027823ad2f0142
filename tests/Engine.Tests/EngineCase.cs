using System.Collections.Immutable;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.MetricResolution;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Engine.Tests;

/// <summary>One subservice of a package written in a test, with an input for each of its metrics.</summary>
internal sealed class EngineCase
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<string, int> _inputs = [];
    private readonly PackageCatalog _catalog;

    public EngineCase(string body, string type = "thing")
    {
        var text = "package: test\nversion: 1.0.0\nrevision: 2026-01-01\n" + body;
        var change = PackageCatalog.Empty.Replace([("test.yaml", text)]);
        change.Errors.ShouldBeEmpty();
        _catalog = change.Catalog;
        Type = _catalog.FindSubservice(type)!;
        Number = Add();
    }

    public AssuranceEngine Engine { get; } = new("agent");

    public SubserviceType Type { get; }

    public int Number { get; }

    public OwnHealth Health => Engine.HealthOf(Number);

    public IEnumerable<Symptom> Active => Health.Symptoms.Where(symptom => symptom.IsActive);

    public int Add()
    {
        var plan = TypePlan.Of(Type);
        var parameters = new Dictionary<string, string> { ["device"] = "pe1" };
        var constants = SubservicePlan.ConstantsOf(plan, parameters, ThresholdResolver.Constants(Type, null));
        return Engine.Add(SubservicePlan.Of(new SubserviceId(Type.Name, "pe1"), plan, parameters, constants, InputOf));
    }

    public EngineCase Set(string input, double second, double value) => Set(input, Sample.Present(At(second), value));

    public EngineCase Set(string input, double second, bool value) => Set(input, Sample.Present(At(second), value));

    public EngineCase Set(string input, Sample sample)
    {
        Engine.Set(_inputs[input], sample, new SampleOrigin("test", input));
        return this;
    }

    public EngineCase SetSeries(string input, double second, params (string Key, double Value)[] series)
    {
        Engine.SetSeries(
            _inputs[input],
            At(second),
            [.. series.Select(item => (new SeriesKey([.. item.Key.Split('/')]), Sample.Present(At(second), item.Value)))],
            SampleOrigin.None);
        return this;
    }

    public bool Advance(double second)
    {
        Engine.Advance(At(second));
        return Engine.TakeChanged().Contains(Number);
    }

    public static DateTimeOffset At(double second) => Start.AddSeconds(second);

    private int InputOf(string name)
    {
        if (!_inputs.TryGetValue(name, out var input))
        {
            var metric = _catalog.FindMetric(Type, Type.Inputs[name])!;
            input = Engine.AddInput(EngineInput.Of(metric, "pe1"));
            _inputs.Add(name, input);
        }

        return input;
    }
}
