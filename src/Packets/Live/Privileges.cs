using System.Runtime.InteropServices;

namespace RouterAlertAssurance.Packets.Live;

/// <summary>Gives up what only opening a capture needs.</summary>
public static partial class Privileges
{
    /// <summary>
    /// Goes on as the user nobody, if the process runs as root: what was opened stays open. For programs that end with the capture: there is no way
    /// back. False when the kernel refuses.
    /// </summary>
    public static bool Drop()
    {
        const uint nobody = 65534;
        return !Environment.IsPrivilegedProcess
            || (SetGroups(0, 0) == 0 && SetGroupIds(nobody, nobody, nobody) == 0 && SetUserIds(nobody, nobody, nobody) == 0);
    }

    [LibraryImport("libc", EntryPoint = "setgroups", SetLastError = true)]
    private static partial int SetGroups(nuint count, nint groups);

    [LibraryImport("libc", EntryPoint = "setresgid", SetLastError = true)]
    private static partial int SetGroupIds(uint real, uint effective, uint saved);

    [LibraryImport("libc", EntryPoint = "setresuid", SetLastError = true)]
    private static partial int SetUserIds(uint real, uint effective, uint saved);
}
