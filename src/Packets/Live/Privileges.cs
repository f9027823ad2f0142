using System.Runtime.InteropServices;

namespace RouterAlertAssurance.Packets.Live;

/// <summary>Gives up what only opening a capture needs.</summary>
public static partial class Privileges
{
    private const int EInval = 22;

    // _LINUX_CAPABILITY_VERSION_3 (linux/capability.h): sets of 64 capabilities, in two halves.
    private const uint Version3 = 0x2008_0522;
    private const int Halves = 2;

    /// <summary>
    /// Goes on as the user nobody, if the process runs as root, and without any capability, however it came to it: what was opened stays open. For programs that end with the
    /// capture: there is no way back. The user is changed for the whole process; capabilities that came without root (of the program file, or ambient) are given up by the calling
    /// thread and those that it starts, since the kernel lets no thread do it for another. False when the kernel refuses.
    /// </summary>
    public static bool Drop() => (!Environment.IsPrivilegedProcess || TryBecomeNobody()) && TryGiveUpCapabilities();

    private static bool TryBecomeNobody()
    {
        const uint nobody = 65534;
        return (SetGroups(0, 0) == 0 || AreGroupsFixed()) && IsDone(SetGroupIds(nobody, nobody, nobody)) && IsDone(SetUserIds(nobody, nobody, nobody));
    }

    // In a user namespace that was made without rights (user_namespaces(7)) groups cannot be given up.
    private static bool AreGroupsFixed()
    {
        const string rule = "/proc/self/setgroups";
        return PacketSocket.LastError() == PacketSocket.EPerm && File.Exists(rule) && File.ReadAllText(rule).StartsWith("deny", StringComparison.Ordinal);
    }

    // A user that the namespace does not map cannot be become: its root reaches no further than the namespace, and what is left of its rights are the capabilities.
    private static bool IsDone(int result) => result == 0 || PacketSocket.LastError() == EInval;

    private static bool TryGiveUpCapabilities()
    {
        // Effective, permitted and inheritable ones of each half; ambient ones go with them.
        ReadOnlySpan<uint> nothing = stackalloc uint[3 * Halves];
        return SetCapabilities([Version3, 0], nothing) == 0;
    }

    [LibraryImport("libc", EntryPoint = "setgroups", SetLastError = true)]
    private static partial int SetGroups(nuint count, nint groups);

    [LibraryImport("libc", EntryPoint = "setresgid", SetLastError = true)]
    private static partial int SetGroupIds(uint real, uint effective, uint saved);

    [LibraryImport("libc", EntryPoint = "setresuid", SetLastError = true)]
    private static partial int SetUserIds(uint real, uint effective, uint saved);

    [LibraryImport("libc", EntryPoint = "capset", SetLastError = true)]
    private static partial int SetCapabilities(ReadOnlySpan<uint> header, ReadOnlySpan<uint> sets);
}
