using System.Runtime.InteropServices;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Sources.Clock;

/// <summary>
/// What the kernel believes of its clock (adjtimex(2), read only, no privilege): <c>clock/error</c> in seconds, the largest error it may have. It grows
/// by 0.5 ms a second from the last correction on and stops at 16 s, which is also what a clock has that nothing ever corrected.
/// </summary>
internal sealed partial class ClockSource(TimeProvider time) : IMetricSource
{
    // Longer than struct timex on any 64-bit Linux.
    private const int StructureLength = 256;
    private const int MaximumErrorOffset = 24;
    private const double MicrosecondsPerSecond = 1e6;

    public string Name => "clock";

    public SourceState State => OperatingSystem.IsLinux() && Environment.Is64BitProcess ? new(Name, true, null) : new(Name, false, "needs 64-bit Linux");

    public static string CommandOf(MetricRead read) => SourceCommands.WithComment("adjtimex --print", "maxerror");

    public Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken)
    {
        var sample = Error();
        foreach (var read in due)
        {
            sink.Report(read, read.Read == "clock/error" ? sample : Sample.Unsupported(time.GetUtcNow(), $"the clock has no {read.Read}"));
        }

        return Task.CompletedTask;
    }

    private Sample Error()
    {
        Span<byte> structure = stackalloc byte[StructureLength];
        structure.Clear();
        return Adjust(structure) < 0
            ? Sample.Failed(time.GetUtcNow(), Marshal.GetLastPInvokeErrorMessage())
            : Sample.Present(time.GetUtcNow(), MemoryMarshal.Read<long>(structure[MaximumErrorOffset..]) / MicrosecondsPerSecond);
    }

    /// <summary>With no bit set in the first field (modes) it changes nothing.</summary>
    [LibraryImport("libc", EntryPoint = "adjtimex", SetLastError = true)]
    private static partial int Adjust(Span<byte> structure);
}
