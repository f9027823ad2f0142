using System.Runtime.InteropServices;

namespace RouterAlertAssurance.Hosting.Processes;

/// <summary>The heap of the C library below the runtime.</summary>
internal static partial class NativeHeap
{
    /// <summary><c>M_ARENA_MAX</c> of glibc's mallopt(3).</summary>
    private const int ArenaMaximum = -8;

    private const int Arenas = 2;

    /// <summary>
    /// By default each thread that compiles gets an arena of its own, up to eight for each processor, and what it freed there stays resident:
    /// 85 MB of a busy service that never needed more than two.
    /// </summary>
    public static void LimitArenas()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = SetOption(ArenaMaximum, Arenas);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library, without arenas.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int name, int value);
}
