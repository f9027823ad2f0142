using System.Globalization;
using System.Text.RegularExpressions;

namespace RouterAlertAssurance.Expressions.Tests.Documentation;

/// <summary>
/// An example of the manual: declarations with samples, an expression, the outcome. What was sampled at one time is one reading; the clock follows.
/// </summary>
internal sealed partial class DocumentedExample
{
    private const string Arrow = "=> ";
    private readonly Dictionary<string, InputDeclaration> _inputs = [];
    private readonly Dictionary<string, ExpressionConstant> _constants = [];
    private readonly List<(string Input, SeriesKey? Key, Sample Sample)> _samples = [];
    private readonly List<string> _text = [];
    private readonly List<string> _outcomes = [];
    private double? _now;

    public static DocumentedExample Read(string block)
    {
        var example = new DocumentedExample();
        foreach (var line in block.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            example.ReadLine(line);
        }

        return example;
    }

    /// <summary>What the manual promises and what really happens, in the same words.</summary>
    public (string Promised, string Actual) Run()
    {
        var promised = string.Join('\n', _outcomes);
        var labels = LabelSet.Of(_inputs.Values.SelectMany(input => input.LabelSet.Names));
        var perSeries = _outcomes.Exists(outcome => outcome.StartsWith('{'));
        var result = ExpressionCompiler.Compile(string.Join('\n', _text), new ExpressionScope(_inputs, _constants), labels: perSeries ? labels : null);
        if (result.Expression is null)
        {
            return (promised, string.Join("; ", result.Errors.Select(error => $"error {error.Position}: {error.Message}")));
        }

        var evaluator = new ExpressionEvaluator([("x", result.Expression)]);
        foreach (var reading in InTime().GroupBy(sample => sample.Sample.Time))
        {
            SetAll(evaluator, reading);
        }

        if (_now is { } now)
        {
            evaluator.Advance(Scopes.Time(now));
        }

        return (promised, string.Join('\n', evaluator.EvaluateSeries("x")
            .Select(pair => Labels(result.Expression.Labels, pair.Key) + Words(pair.Value, result.Expression.Unit))));
    }

    // By time, unless an example is about a clock that goes back.
    private List<(string Input, SeriesKey? Key, Sample Sample)> InTime()
    {
        var goesBack = _samples.Zip(_samples.Skip(1)).Any(pair =>
            (pair.First.Input, pair.First.Key) == (pair.Second.Input, pair.Second.Key) && pair.First.Sample.Time > pair.Second.Sample.Time);
        return goesBack ? _samples : [.. _samples.OrderBy(sample => sample.Sample.Time)];
    }

    private static void SetAll(ExpressionEvaluator evaluator, IEnumerable<(string Input, SeriesKey? Key, Sample Sample)> reading)
    {
        foreach (var (input, key, sample) in reading)
        {
            if (key is null)
            {
                evaluator.Set(input, sample);
            }
            else
            {
                evaluator.SetSeries(input, key, sample);
            }
        }

        evaluator.EvaluateSeries("x");
    }

    private static string Labels(LabelSet labels, SeriesKey key) => labels.IsEmpty
        ? ""
        : "{" + string.Join(", ", labels.Names.Zip(key.Values, (name, value) => $"{name}=\"{value}\"")) + "} ";

    private static string Words(ExpressionValue value, string unit) => value.IsPresent
        ? $"{value} {unit}".Trim()
        : $"{value.State.ToString().ToLowerInvariant()}: {value.Reason}";

    private void ReadLine(string line)
    {
        if (InputLine().Match(line) is { Success: true } input)
        {
            ReadInput(input);
        }
        else if (ConstantLine().Match(line) is { Success: true } constant)
        {
            _constants.Add(constant.Groups["name"].Value, constant.Groups["value"].Value is ['"', .. var text, '"']
                ? ExpressionConstant.Of(text)
                : ExpressionConstant.Of(double.Parse(constant.Groups["value"].Value, CultureInfo.InvariantCulture), constant.Groups["unit"].Value));
        }
        else if (NowLine().Match(line) is { Success: true } now)
        {
            _now = double.Parse(now.Groups["seconds"].Value, CultureInfo.InvariantCulture);
        }
        else if (line.StartsWith(Arrow, StringComparison.Ordinal))
        {
            _outcomes.Add(line[Arrow.Length..]);
        }
        else
        {
            _text.Add(line);
        }
    }

    private void ReadInput(Match line)
    {
        var name = line.Groups["name"].Value;
        var unit = line.Groups["unit"].Value;
        var type = unit switch
        {
            "text" => ExpressionValueType.Text,
            "boolean" => ExpressionValueType.Boolean,
            _ => ExpressionValueType.Number,
        };
        var kind = Enum.Parse<InputKind>(line.Groups["kind"].Value, ignoreCase: true);
        var labels = LabelText().Matches(line.Groups["labels"].Value)
            .ToDictionary(label => label.Groups["name"].Value, label => label.Groups["value"].Value, StringComparer.Ordinal);
        var names = LabelSet.Of(labels.Keys);
        _inputs[name] = new InputDeclaration(name, type, type == ExpressionValueType.Number ? unit : "", kind) { LabelSet = names };
        // Labels without values mean the metric as a whole: whether its series are known.
        var key = names.IsEmpty || labels.ContainsValue("") ? null : new SeriesKey([.. names.Names.Select(label => labels[label])]);
        foreach (var sample in line.Groups["samples"].Value.Split(", "))
        {
            _samples.Add((name, key, ReadSample(SampleText().Match(sample), type)));
        }
    }

    private static Sample ReadSample(Match sample, ExpressionValueType type)
    {
        sample.Success.ShouldBeTrue();
        var seconds = sample.Groups["seconds"].Value;
        var time = Scopes.Time(seconds.Length == 0 ? 0 : double.Parse(seconds, CultureInfo.InvariantCulture));
        var (value, text) = (sample.Groups["value"].Value, sample.Groups["text"].Value);
        return (sample.Groups["state"].Value, type) switch
        {
            ("failed", _) => Sample.Failed(time, text),
            ("stale", _) => Sample.Stale(time, text),
            ("missing", _) => Sample.Missing(time, text),
            (_, ExpressionValueType.Text) => Sample.Present(time, text),
            (_, ExpressionValueType.Boolean) => Sample.Present(time, bool.Parse(value)),
            _ => Sample.Present(time, double.Parse(value, CultureInfo.InvariantCulture)),
        };
    }

    [GeneratedRegex(@"^(input|series) (?<name>[^\s{]+)(\{(?<labels>[^}]*)\})? (?<kind>gauge|state|counter32|counter)( (?<unit>[^:]+))?: (?<samples>.+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InputLine();

    [GeneratedRegex("(?<name>[^\\s,=\"]+)(=\"(?<value>[^\"]*)\")?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LabelText();

    [GeneratedRegex("^now @(?<seconds>[0-9.]+)s$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NowLine();

    [GeneratedRegex(@"^constant (?<name>\S+): (?<value>\S+)( (?<unit>\S+))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ConstantLine();

    [GeneratedRegex("^((?<state>failed|stale|missing) )?(\"(?<text>[^\"]*)\"|(?<value>\\S+))( @(?<seconds>[0-9.]+)s)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SampleText();
}
