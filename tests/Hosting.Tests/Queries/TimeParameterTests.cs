using RouterAlertAssurance.Hosting.Queries;

namespace RouterAlertAssurance.Hosting.Tests.Queries;

public sealed class TimeParameterTests
{
    [Theory]
    [InlineData("now", 0)]
    [InlineData("-90s", -90)]
    [InlineData("-10m", -600)]
    [InlineData("+1h", 3600)]
    [InlineData("2026-11-21T09:29:00Z", -60)]
    [InlineData("yesterday", null)]
    [InlineData("-", null)]
    [InlineData("-1y", null)]
    [InlineData("-21000d", null)]
    [InlineData("-9999999w", null)]
    [InlineData("-2147483647w", null)]
    [InlineData("", null)]
    public void TryParse_Text_IsAbsolute(string text, int? seconds)
    {
        var now = new DateTimeOffset(2026, 11, 21, 9, 30, 0, TimeSpan.Zero);

        TimeParameter.TryParse(text, now, out var time).ShouldBe(seconds is not null);

        if (seconds is { } count)
        {
            time.ShouldBe(now.AddSeconds(count));
        }
    }
}
