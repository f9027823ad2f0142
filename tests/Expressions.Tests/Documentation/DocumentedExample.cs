using System.Globalization;
using System.Text.RegularExpressions;

namespace RouterAlertAssurance.Expressions.Tests.Documentation;

/// <summary>An example of the manual: declarations with samples, an expression, the outcome.</summary>
internal sealed partial class DocumentedExample
{
    private readonly Dictionary<string, InputDeclaration> _inputs = [];
    private readonly Dictionary<string, ExpressionConstant> _constants = [];
    private readonly List<(string Input, Sample Sample)> _samples = [];
    private readonly List<string> _text = [];
    private string _outcome = "";

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
        var result = ExpressionCompiler.Compile(string.Join('\n', _text), new ExpressionScope(_inputs, _constants));
        if (result.Expression is null)
        {
            return (_outcome, string.Join("; ", result.Errors.Select(error => $"error {error.Position}: {error.Message}")));
        }

        var evaluator = new ExpressionEvaluator([("x", result.Expression)]);
        foreach (var (input, sample) in _samples)
        {
            evaluator.Set(input, sample);
        }

        var outcome = evaluator.Evaluate("x");
        return (_outcome, outcome.IsPresent
            ? $"{outcome.Value} {outcome.Unit}".Trim()
            : $"{outcome.State.ToString().ToLowerInvariant()}: {outcome.Reason}");
    }

    private void ReadLine(string line)
    {
        if (InputLine().Match(line) is { Success: true } input)
        {
            ReadInput(input);
        }
        else if (ConstantLine().Match(line) is { Success: true } constant)
        {
            var value = double.Parse(constant.Groups["value"].Value, CultureInfo.InvariantCulture);
            _constants.Add(constant.Groups["name"].Value, ExpressionConstant.Of(value, constant.Groups["unit"].Value));
        }
        else if (line.StartsWith("=> ", StringComparison.Ordinal))
        {
            _outcome = line[3..];
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
        _inputs.Add(name, new InputDeclaration(name, type, type == ExpressionValueType.Number ? unit : "", kind));
        foreach (var sample in line.Groups["samples"].Value.Split(", "))
        {
            _samples.Add((name, ReadSample(SampleText().Match(sample), type)));
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

    [GeneratedRegex(@"^input (?<name>\S+) (?<kind>gauge|state|counter32|counter)( (?<unit>[^:]+))?: (?<samples>.+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InputLine();

    [GeneratedRegex(@"^constant (?<name>\S+): (?<value>\S+)( (?<unit>\S+))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ConstantLine();

    [GeneratedRegex("^((?<state>failed|stale|missing) )?(\"(?<text>[^\"]*)\"|(?<value>\\S+))( @(?<seconds>[0-9.]+)s)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SampleText();
}
