using RouterAlertAssurance.Expressions.Syntax;
using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Expressions.Tests.Evaluation.Naive;

/// <summary>Over time and over series.</summary>
internal sealed partial class NaiveEvaluator
{
    private Cells WalkOverTime(CallSyntax call, OverSyntax over)
    {
        var isCounter = call.Function is "rate" or "increase" or "extrapolated-rate";
        var operand = Walk(over.Operand);
        var input = isCounter ? InputBelow(scope, over.Operand).Name : "";
        Forget(_windows, call, operand.Values.Keys);
        var (unit, conversion) = (operand.Unit, UnitConversion.Identity);
        if (call.Function is "rate" or "extrapolated-rate")
        {
            operand.Unit.TryDivide(Unit.Seconds, out unit, out conversion).ShouldBeTrue();
        }

        var quantile = call.Arguments[0] is NumberSyntax asked ? asked.Value / (asked.Unit == "%" ? 100 : 1) : 0;
        var values = new Dictionary<string, Cell>();
        foreach (var (key, cell) in operand.Values)
        {
            if (!_windows.TryGetValue((call, key), out var window))
            {
                _windows[(call, key)] = window = new SampledWindow();
            }

            var growth = isCounter ? HistoryOf(input, key).Growth() : default;
            window.Take(cell, growth.State == SampleState.Present ? growth.Increase : 0, mayReplace: !isCounter && cell.Leaves.Overlaps(_event));
            var value = cell.Value.IsPresent ? window.Evaluate(call.Function, quantile, Span(over.Span), _clock) : cell.Value;
            values[key] = cell.With(value.IsPresent ? Finite(conversion.Apply(value.Number)) : value);
        }

        return new Cells(operand.Labels, call.Function is "count" or "changes" or "deviation" ? Unit.None : unit, values);
    }

    private long Span(SyntaxNode node)
    {
        var (number, unit) = node is NumberSyntax literal ? (literal.Value, literal.Unit) : (scope.Constants[((NameSyntax)node).Name].Number, scope.Constants[((NameSyntax)node).Name].Unit);
        UnitOf(unit).TryConvert(Unit.Seconds, out var conversion).ShouldBeTrue();
        return (long)(conversion.Apply(number) * TimeSpan.TicksPerSecond);
    }

    private Cells WalkOverSeries(CallSyntax call, GroupingSyntax? grouping, SyntaxNode argument)
    {
        var operand = Walk(argument);
        string[] labels = grouping is null ? [] : [.. operand.Labels.Where(label => grouping.Labels.Any(name => name.Name == label) != grouping.IsWithout)];
        var groups = operand.Values.GroupBy(pair => Cells.Project(pair.Key, operand.Labels, labels)).ToDictionary(group => group.Key, group => group.ToList());
        if (labels.Length == 0)
        {
            groups.TryAdd("", []);
        }

        Forget(_aggregates, call, groups.Keys);
        var families = FamiliesBelow(argument).Distinct().Order(StringComparer.Ordinal).ToList();
        return new Cells(
            labels,
            call.Function == "count" ? Unit.None : operand.Unit,
            groups.ToDictionary(group => group.Key, group => Guarded(families, new Cell(
                Combine(call.Function, [.. group.Value.Select(pair => pair.Value.Value)]),
                TimeOf(call, group.Key, group.Value.ToDictionary(pair => pair.Key, pair => pair.Value.Time)),
                [.. group.Value.SelectMany(pair => pair.Value.Leaves)]))));
    }

    private Cell Guarded(List<string> families, Cell cell)
    {
        foreach (var family in families)
        {
            var type = ExpressionValueType.Boolean;
            var known = !_families.TryGetValue(family, out var sample) ? ExpressionValue.Without(type, SampleState.Missing, "no sample yet", family)
                : sample.State == SampleState.Present ? ExpressionValue.Of(true)
                : ExpressionValue.Without(type, sample.State, sample.Reason, family);
            var time = _families.ContainsKey(family) ? sample.Time.UtcTicks : 0;
            cell = new Cell(known, time, [(family, "family")]).And(cell, known.IsPresent ? cell.Value : known);
        }

        return cell;
    }

    private IEnumerable<string> FamiliesBelow(SyntaxNode node) =>
        node is NameSyntax name && scope.Inputs.TryGetValue(name.Name, out var input) && !input.LabelSet.IsEmpty
            ? [input.Name]
            : node.Children.SelectMany(FamiliesBelow);

    // The newest time of all members. It goes back when the clock of one did, not when one is removed.
    private long TimeOf(SyntaxNode node, string key, Dictionary<string, long> members)
    {
        var newest = members.Values.DefaultIfEmpty(0).Max();
        if (_aggregates.TryGetValue((node, key), out var before) && !members.Any(member => before.Members.GetValueOrDefault(member.Key) > member.Value))
        {
            newest = Math.Max(newest, before.Time);
        }

        _aggregates[(node, key)] = (newest, members);
        return newest;
    }

    private static ExpressionValue Combine(string function, List<ExpressionValue> members)
    {
        var numbers = members.Where(member => member.IsPresent).Select(member => member.Number).ToList();
        var unsound = members.Where(member => member.State is SampleState.Stale or SampleState.Failed).Take(1).ToList();
        return function switch
        {
            "any" when numbers.Contains(1) => ExpressionValue.Of(true),
            "all" when numbers.Contains(0) => ExpressionValue.Of(false),
            _ when unsound.Count > 0 => unsound[0],
            "any" or "all" => ExpressionValue.Of(function == "all"),
            "count" => ExpressionValue.Of(numbers.Count),
            "sum" => ExpressionValue.Of(numbers.Sum()),
            _ when numbers.Count == 0 => ExpressionValue.Without(ExpressionValueType.Number, SampleState.Missing, "no series", null),
            "avg" => ExpressionValue.Of(numbers.Average()),
            "min" => ExpressionValue.Of(numbers.Min()),
            _ => ExpressionValue.Of(numbers.Max()),
        };
    }

    private static void Forget<T>(Dictionary<(SyntaxNode Node, string Key), T> states, SyntaxNode node, ICollection<string> kept)
    {
        foreach (var state in states.Keys.Where(state => ReferenceEquals(state.Node, node) && !kept.Contains(state.Key)).ToList())
        {
            states.Remove(state);
        }
    }
}
