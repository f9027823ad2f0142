namespace RouterAlertAssurance.WebUi.Components.Pages.RouterAlert;

/// <summary>What the script of the rates draws; all times in milliseconds since 1970.</summary>
/// <param name="Series">A line for each protocol.</param>
/// <param name="From">Left end.</param>
/// <param name="To">Right end.</param>
internal sealed record RateContent(IReadOnlyList<RateSeries> Series, double From, double To)
{
    /// <summary>Polls come every few seconds; where they are further apart nobody saw the page, and nothing is known in between.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    /// <summary>What a chart shows at least, also when the page was opened just now.</summary>
    private static readonly TimeSpan ShortestSpan = TimeSpan.FromMinutes(1);

    /// <summary>The lines over the time up to the last poll.</summary>
    /// <param name="lines">With the place of each in the legend, from 1.</param>
    /// <param name="times">When the polls were; at least one.</param>
    public static RateContent Of(IEnumerable<(RateLine Line, int Place)> lines, IReadOnlyList<DateTimeOffset> times) => new(
        [.. lines.Select(line => new RateSeries(RouterAlertWords.Protocol(line.Line.Protocol), line.Place, [.. Points(line.Line.Rates, times)]))],
        Math.Min(Milliseconds(times[0]), Milliseconds(times[^1] - ShortestSpan)),
        Milliseconds(times[^1]));

    private static IEnumerable<double?[]> Points(IReadOnlyList<double> rates, IReadOnlyList<DateTimeOffset> times)
    {
        for (var index = 0; index < rates.Count; index++)
        {
            if (index > 0 && times[index] - times[index - 1] > LongestPause)
            {
                yield return [Milliseconds(times[index - 1]) + 1, null];
            }

            yield return [Milliseconds(times[index]), rates[index]];
        }
    }

    private static double Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();
}

/// <summary>A line.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Place">Its colour and dashes: 1 to 7, see <c>--series-1</c> in <c>wwwroot/app.css</c>.</param>
/// <param name="Points">Time and packets in a second; no rate where nothing is known.</param>
internal sealed record RateSeries(string Name, int Place, IReadOnlyList<double?[]> Points);
