using System.Diagnostics;
using System.Globalization;

namespace RouterAlertAssurance.Benchmarks;

/// <summary>Measures by plain loops and prints what came out, a line for each figure: <c>figure: value unit</c>.</summary>
internal static class Figure
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    public static void Print(string name, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {Rounded(value)} {unit}"));

    /// <summary>The median time of one call, from batches long enough for the clock, after a warm-up.</summary>
    public static TimeSpan Median(Action call, int batches = 15)
    {
        var calls = 1;
        while (Time(call, calls) < Least && calls < 1_000_000)
        {
            calls *= 2;
        }

        var times = Enumerable.Range(0, batches).Select(_ => Time(call, calls) / calls).Order().ToList();
        return times[times.Count / 2];
    }

    /// <summary>Bytes that one call allocates on this thread, the mean of many after a warm-up.</summary>
    public static double Allocated(Action call, int calls)
    {
        call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < calls; i++)
        {
            call();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)calls;
    }

    /// <summary>Bytes that stay alive with what is made.</summary>
    public static double Kept<T>(Func<T> make, out T made)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        made = make();
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(made);
        return after - before;
    }

    private static TimeSpan Time(Action call, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++)
        {
            call();
        }

        return Stopwatch.GetElapsedTime(start);
    }

    // Four digits are more than such measurements are worth.
    private static string Rounded(double value)
    {
        var digits = value == 0 ? 0 : Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 6);
        return Math.Round(value, digits).ToString(CultureInfo.InvariantCulture);
    }
}
