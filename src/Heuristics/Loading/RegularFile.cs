using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>
/// Reads regular files, through links too, and nothing else: opening never waits, which it would for a named pipe that nobody writes to, and the kind
/// is asked of what is open, so nothing can be put in its place in between.
/// </summary>
internal static partial class RegularFile
{
    private const int ReadOnly = 0, NoTerminal = 0x100, NonBlocking = 0x800, CloseOnExec = 0x80000;
    private const int EmptyPath = 0x1000, TypeOnly = 1;

    // struct statx is the same on every architecture, which struct stat is not.
    private const int StatxSize = 256, ModeOffset = 28;
    private const int KindMask = 0xF000, Regular = 0x8000;

    /// <summary>No such device or address: what a socket says that is opened like a file.</summary>
    private const int NoSuchDevice = 6;

    /// <param name="path">The file.</param>
    /// <param name="most">Octets that are wanted at most.</param>
    /// <returns>
    /// The octets, or null and what stands there instead of a regular file. One octet more than <paramref name="most"/> says that there are more; no
    /// further ones are read, whatever the size of the file is said to be.
    /// </returns>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static (byte[]? Octets, string Kind) Read(string path, int most)
    {
        using var file = Open(path);
        var kind = file is null ? "a socket" : KindOf(file);
        return file is not null && kind.Length == 0 ? (ReadUpTo(file, most + 1), "") : (null, kind);
    }

    private static SafeFileHandle? Open(string path)
    {
        var descriptor = Open(path, ReadOnly | NoTerminal | NonBlocking | CloseOnExec);
        var error = Marshal.GetLastPInvokeError();
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true)
            : error == NoSuchDevice ? null
            : throw new IOException(Marshal.GetPInvokeErrorMessage(error));
    }

    /// <summary>Empty for a regular file.</summary>
    private static string KindOf(SafeFileHandle file)
    {
        Span<byte> status = stackalloc byte[StatxSize];
        if (Status(file, "", EmptyPath, TypeOnly, ref MemoryMarshal.GetReference(status)) != 0)
        {
            throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
        }

        var mode = BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(status[ModeOffset..]) : BinaryPrimitives.ReadUInt16BigEndian(status[ModeOffset..]);
        return (mode & KindMask) switch
        {
            Regular => "",
            0x1000 => "a named pipe",
            0x2000 or 0x6000 => "a device",
            0x4000 => "a folder",
            _ => "no regular file",
        };
    }

    private static byte[] ReadUpTo(SafeFileHandle file, int most)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            var count = 0;
            while (count < most && RandomAccess.Read(file, buffer.AsSpan(count, most - count), count) is > 0 and var read)
            {
                count += read;
            }

            return buffer[..count];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Status(SafeFileHandle folder, string path, int flags, uint mask, ref byte status);
}
