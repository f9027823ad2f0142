using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace RouterAlertAssurance.TestKit;

/// <summary>Waits for what real processes and sockets do in their own time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(60);

    /// <summary>Asks until the condition holds; fails with the condition's text after the time (60 s by default, for a busy machine is no defect).</summary>
    public static async Task HoldsAsync(
        Func<Task<bool>> condition, TimeSpan? within = null, [CallerArgumentExpression(nameof(condition))] string? what = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > (within ?? Usual))
            {
                throw new TimeoutException($"This did not come to hold within {clock.Elapsed.TotalSeconds:F0} s: {what}");
            }

            await Task.Delay(20);
        }
    }

    /// <summary>Asks until the condition holds; fails with the condition's text after the time (60 s by default, for a busy machine is no defect).</summary>
    public static Task HoldsAsync(
        Func<bool> condition, TimeSpan? within = null, [CallerArgumentExpression(nameof(condition))] string? what = null) =>
        HoldsAsync(() => Task.FromResult(condition()), within, what);
}
