using System.Runtime.InteropServices;

namespace RouterAlertAssurance.Packets.Punting;

/// <summary>
/// Asks somebody's socket whether IP_ROUTER_ALERT is set: its descriptor is duplicated (pidfd_getfd(2), which needs the right to trace the process), asked with
/// getsockopt(2), and closed. No option is ever set on it.
/// </summary>
internal static partial class SocketQuestion
{
    private const nint OpenProcess = 434, GetDescriptor = 438;
    private const int LevelIp = 0, LevelIpv6 = 41, RouterAlert = 5, RouterAlertIpv6 = 22;

    /// <summary>What the socket says; null where it could not be asked, or the kernel does not answer (before Linux 6.10: ENOPROTOOPT).</summary>
    public static bool? HasRouterAlert(SocketOwner owner, RawSocket socket)
    {
        var process = (int)SystemCall(OpenProcess, owner.ProcessId, 0, 0);
        if (process < 0)
        {
            return null;
        }

        try
        {
            var copy = (int)SystemCall(GetDescriptor, process, owner.Descriptor, 0);
            return copy < 0 ? null : Ask(copy, socket);
        }
        finally
        {
            _ = Close(process);
        }
    }

    private static bool? Ask(int copy, RawSocket socket)
    {
        try
        {
            // Another one may have its number by now.
            if (new FileInfo($"/proc/self/fd/{copy}").LinkTarget != $"socket:[{socket.Inode}]")
            {
                return null;
            }

            var (value, length) = (0, sizeof(int));
            var (level, option) = socket.IsIpv6 ? (LevelIpv6, RouterAlertIpv6) : (LevelIp, RouterAlert);
            return GetOption(copy, level, option, ref value, ref length) == 0 ? value != 0 : null;
        }
        finally
        {
            _ = Close(copy);
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint first, nint second, nint third);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    private static partial int GetOption(int descriptor, int level, int option, ref int value, ref int length);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
