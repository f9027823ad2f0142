namespace RouterAlertAssurance.Expressions.Tests.Evaluation.Naive;

/// <summary>Everything a function over time was ever given; its value is computed anew from all of it.</summary>
internal sealed class SampledWindow
{
    private readonly List<(long Time, ExpressionValue Value, double Increase)> _samples = [];

    public void Take(Cell cell, double increase, bool mayReplace)
    {
        if (!cell.Value.IsPresent || cell.Time == 0)
        {
            return;
        }

        if (_samples.Count > 0 && cell.Time == _samples[^1].Time)
        {
            _samples[^1] = mayReplace ? (cell.Time, cell.Value, increase) : _samples[^1];
            return;
        }

        if (_samples.Count > 0 && cell.Time < _samples[^1].Time)
        {
            _samples.Clear();
        }

        _samples.Add((cell.Time, cell.Value, _samples.Count == 0 ? 0 : increase));
    }

    public ExpressionValue Evaluate(string function, double quantile, long span, long clock)
    {
        if (function is "ewma" or "deviation")
        {
            return Learned(function, span);
        }

        var now = _samples.Count == 0 ? clock : Math.Max(clock, _samples[^1].Time);
        var first = _samples.FindIndex(sample => sample.Time > now - span);
        var window = first < 0 ? [] : _samples[first..];
        var numbers = window.ConvertAll(sample => sample.Value.Number);
        return function switch
        {
            "count" => ExpressionValue.Of(window.Count),
            "changes" => ExpressionValue.Of(Enumerable.Range(0, window.Count).Count(i => first + i > 0 && _samples[first + i].Value != _samples[first + i - 1].Value)),
            _ when window.Count == 0 => Missing("no sample in the window"),
            "avg" => ExpressionValue.Of(numbers.Average()),
            "min" => ExpressionValue.Of(numbers.Min()),
            "max" => ExpressionValue.Of(numbers.Max()),
            "sum" => ExpressionValue.Of(numbers.Sum()),
            "quantile" => ExpressionValue.Of(Quantile([.. numbers.Order()], quantile)),
            "delta" => ExpressionValue.Of(numbers[^1] - numbers[0]),
            _ when window.Count == 1 => Missing("needs two samples"),
            "increase" => ExpressionValue.Of(window.Skip(1).Sum(sample => sample.Increase)),
            "rate" => ExpressionValue.Of(window.Skip(1).Sum(sample => sample.Increase) / Seconds(window[^1].Time - window[0].Time)),
            _ => ExpressionValue.Of(Extrapolated(window.ConvertAll(sample => (Seconds(sample.Time - (now - span)), sample.Value.Number)), Seconds(span))),
        };
    }

    private static double Quantile(double[] ordered, double quantile)
    {
        var rank = quantile * (ordered.Length - 1);
        var below = ordered[(int)Math.Floor(rank)];
        return below + ((ordered[(int)Math.Ceiling(rank)] - below) * (rank - Math.Floor(rank)));
    }

    private ExpressionValue Learned(string function, long span)
    {
        var (mean, variance, result) = (0.0, 0.0, double.NaN);
        for (var i = 0; i < _samples.Count; i++)
        {
            var (time, value, _) = _samples[i];
            var difference = i == 0 ? 0 : value.Number - mean;
            var deviation = difference == 0 ? 0 : Math.Clamp(difference / Math.Sqrt(variance), -1000, 1000);
            var share = i == 0 ? 1 : 1 - Math.Exp(-(double)(time - _samples[i - 1].Time) / span);
            mean = i == 0 ? value.Number : mean + (share * difference);
            variance = (1 - share) * (variance + (share * difference * difference));
            result = function == "ewma" ? mean : i > 0 && time - _samples[0].Time >= span ? deviation : double.NaN;
        }

        return double.IsNaN(result) ? Missing("the baseline is being learned") : ExpressionValue.Of(result);
    }

    // promql/functions.go, extrapolatedRate: times in seconds from the begin of the range. In decimals, for large values cancel.
    private static double Extrapolated(List<(double Time, double Value)> points, double range)
    {
        var exact = Exact(points[^1].Value) - Exact(points[0].Value);
        for (var i = 1; i < points.Count; i++)
        {
            exact += points[i].Value < points[i - 1].Value ? Exact(points[i - 1].Value) : 0;
        }

        var growth = (double)exact;
        var toStart = points[0].Time;
        var toEnd = range - points[^1].Time;
        var sampled = points[^1].Time - points[0].Time;
        var average = sampled / (points.Count - 1);
        if (growth > 0 && points[0].Value >= 0)
        {
            toStart = Math.Min(toStart, sampled * (points[0].Value / growth));
        }

        var extrapolated = sampled + (toStart < average * 1.1 ? toStart : average / 2) + (toEnd < average * 1.1 ? toEnd : average / 2);
        return growth * (extrapolated / sampled) / range;
    }

    // The conversion of a double to a decimal rounds to 15 digits.
    private static decimal Exact(double value) => (decimal)new System.Numerics.BigInteger(value);

    private static double Seconds(long ticks) => (double)ticks / TimeSpan.TicksPerSecond;

    private static ExpressionValue Missing(string reason) => ExpressionValue.Without(ExpressionValueType.Number, SampleState.Missing, reason, null);
}
