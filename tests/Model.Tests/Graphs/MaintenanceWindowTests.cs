using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Tests.Support;

namespace RouterAlertAssurance.Model.Tests.Graphs;

public sealed class MaintenanceWindowTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 22, 0, 0, TimeSpan.FromHours(1));

    [Theory]
    [InlineData(MaintenanceRecurrence.None, "0.00:00:00", true)]
    [InlineData(MaintenanceRecurrence.None, "-0.00:00:01", false)]
    [InlineData(MaintenanceRecurrence.None, "0.01:59:59", true)]
    [InlineData(MaintenanceRecurrence.None, "0.02:00:00", false)]
    [InlineData(MaintenanceRecurrence.None, "1.00:00:00", false)]
    [InlineData(MaintenanceRecurrence.Daily, "1.00:00:00", true)]
    [InlineData(MaintenanceRecurrence.Daily, "4.01:59:59", true)]
    [InlineData(MaintenanceRecurrence.Daily, "4.02:00:00", false)]
    [InlineData(MaintenanceRecurrence.Daily, "-1.00:00:00", false)]
    [InlineData(MaintenanceRecurrence.Daily, "9.23:59:59", false)]
    [InlineData(MaintenanceRecurrence.Daily, "10.00:00:00", false)]
    [InlineData(MaintenanceRecurrence.Weekly, "1.00:00:00", false)]
    [InlineData(MaintenanceRecurrence.Weekly, "7.01:00:00", true)]
    [InlineData(MaintenanceRecurrence.Weekly, "14.01:00:00", false)]
    public void IsActiveAt_TwoHoursUntilTheTenthDay_AsTheRecurrenceSays(MaintenanceRecurrence recurrence, string offset, bool expected)
    {
        var window = new MaintenanceWindow("noc", Start, Start.AddHours(2))
        {
            Recurrence = recurrence,
            Until = recurrence == MaintenanceRecurrence.None ? null : Start.AddDays(10),
        };
        var time = Start + TimeSpan.Parse(offset, System.Globalization.CultureInfo.InvariantCulture);

        window.Check().ShouldBeNull();
        window.IsActiveAt(time).ShouldBe(expected);
        window.ActiveSince(time).HasValue.ShouldBe(expected);
    }

    [Fact]
    public void ActiveSince_RecurringWindow_IsTheBeginningOfTheOccurrence() =>
        Daily(TimeSpan.FromHours(2), null).ActiveSince(Start.AddDays(5).AddHours(1)).ShouldBe(Start.AddDays(5));

    [Fact]
    public void ActiveSince_OccurrenceBegunBeforeUntil_RunsToItsEnd()
    {
        var window = Daily(TimeSpan.FromHours(2), Start.AddDays(3).AddHours(1));

        window.IsActiveAt(Start.AddDays(3).AddMinutes(90)).ShouldBeTrue();
        window.NextChangeAfter(Start.AddDays(3).AddMinutes(90)).ShouldBe(Start.AddDays(3).AddHours(2));
        window.NextChangeAfter(Start.AddDays(3).AddHours(2)).ShouldBeNull();
        window.IsActiveAt(Start.AddDays(4).AddMinutes(90)).ShouldBeFalse();
    }

    [Fact]
    public void NextChangeAfter_AnyWindow_IsTheFirstMomentThatDiffers() => RandomNetworks.Hold(RandomNetworks.Seeds, seed =>
    {
        var window = Random(new Random(seed));
        var time = Start.AddHours(-30);
        for (var step = 0; step < 40 && time < Start.AddDays(30); step++)
        {
            var next = window.NextChangeAfter(time);
            var hours = (int)Math.Min(24 * 30, ((next ?? DateTimeOffset.MaxValue) - time).TotalHours);
            for (var hour = 0; hour < hours; hour++)
            {
                window.IsActiveAt(time.AddHours(hour)).ShouldBe(window.IsActiveAt(time), $"{window} at {time} + {hour} h");
            }

            if (next is null)
            {
                return;
            }

            next.Value.ShouldBeGreaterThan(time);
            var abuts = window.Recurrence == MaintenanceRecurrence.Daily && window.End - window.Start == TimeSpan.FromDays(1);
            (abuts || window.IsActiveAt(next.Value) != window.IsActiveAt(next.Value.AddTicks(-1))).ShouldBeTrue($"{window} at {next}");
            time = next.Value;
        }
    });

    [Theory]
    [InlineData(null, null, MaintenanceRecurrence.Daily, null, "recurrence")]
    [InlineData(0, null, MaintenanceRecurrence.Daily, null, "recurrence")]
    [InlineData(0, 0, MaintenanceRecurrence.None, null, "end")]
    [InlineData(0, 25, MaintenanceRecurrence.Daily, null, "end")]
    [InlineData(0, 169, MaintenanceRecurrence.Weekly, null, "end")]
    [InlineData(0, 2, MaintenanceRecurrence.Daily, 0, "until")]
    [InlineData(0, 2, MaintenanceRecurrence.None, 5, "until")]
    [InlineData(0, 168, MaintenanceRecurrence.Weekly, 1, null)]
    [InlineData(null, null, MaintenanceRecurrence.None, null, null)]
    public void Check_Hours_NamesTheFieldAtFault(int? start, int? end, MaintenanceRecurrence recurrence, int? until, string? field)
    {
        var window = new MaintenanceWindow("noc", At(start), At(end)) { Recurrence = recurrence, Until = At(until) };

        window.Check()?.Field.ShouldBe(field);
        var result = AssuranceGraph.Empty.Apply(new([Build.Node("a") with { Maintenance = window }], []), Start);
        result.IsAccepted.ShouldBe(field is null);
        result.Refusals.ShouldAllBe(refusal => refusal.Kind == GraphRefusalKind.InvalidMaintenance);
    }

    private static DateTimeOffset? At(int? hours) => hours is null ? null : Start.AddHours(hours.Value);

    private static MaintenanceWindow Daily(TimeSpan length, DateTimeOffset? until) =>
        new("noc", Start, Start + length) { Recurrence = MaintenanceRecurrence.Daily, Until = until };

    private static MaintenanceWindow Random(Random random)
    {
        var recurrence = (MaintenanceRecurrence)random.Next(3);
        var recurs = recurrence != MaintenanceRecurrence.None;
        var end = Start.AddHours(random.Next(1, 25));
        return new("noc", recurs || random.Next(3) > 0 ? Start : null, recurs || random.Next(3) > 0 ? end : null)
        {
            Recurrence = recurrence,
            Until = recurs && random.Next(2) == 0 ? Start.AddHours(random.Next(1, 300)) : null,
        };
    }
}
