using System.Net.Sockets;
using System.Runtime.InteropServices;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Probes.Responding;

namespace RouterAlertAssurance.Probes.Sockets;

/// <summary>
/// Gets datagrams together with the options they arrived with (IP_RECVOPTS, ip(7); IPV6_RECVHOPOPTS, RFC 3542, section 8), which everybody may: for processes without CAP_NET_RAW. A
/// packet with a wrong checksum never gets here.
/// </summary>
internal sealed partial class DatagramTap : IPacketTap
{
    private const int LevelIp = 0;
    private const int LevelIpv6 = 41;
    private const int LevelSocket = 1;
    private const int MemoryInformation = 55;
    private const int DoNotWait = 0x40;
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[2048];
    private readonly byte[] _control = new byte[512];
    private uint _lost;

    private DatagramTap(Socket socket) => _socket = socket;

    /// <summary>Makes a tap of a bound socket.</summary>
    /// <exception cref="SocketException">The kernel does not tell of options.</exception>
    public static DatagramTap Open(Socket bound)
    {
        ReadOnlySpan<byte> on = [1, 0, 0, 0];
        var isIpv6 = bound.AddressFamily == AddressFamily.InterNetworkV6;
        var (level, options, timeToLive) = isIpv6 ? (LevelIpv6, 53, 51) : (LevelIp, 6, 12);
        bound.SetRawSocketOption(level, options, on);
        bound.SetRawSocketOption(level, timeToLive, on);
        return new(bound);
    }

    /// <inheritdoc/>
    public bool Take(TimeSpan wait, RoundObserver observer)
    {
        var taken = 0;
        while (taken < IPacketTap.MostAtOnce && _socket.Poll(taken == 0 ? wait : TimeSpan.Zero, SelectMode.SelectRead))
        {
            TakeOne(observer);
            taken++;
        }

        return taken == IPacketTap.MostAtOnce;
    }

    /// <inheritdoc/>
    public long TakeLost()
    {
        // Nine numbers of the socket, the last is what it dropped since it was made (SK_MEMINFO_DROPS, linux/sock_diag.h).
        Span<uint> values = stackalloc uint[9];
        var length = _socket.GetRawSocketOption(LevelSocket, MemoryInformation, MemoryMarshal.AsBytes(values));
        var lost = length == values.Length * sizeof(uint) ? values[^1] : _lost;
        var since = lost - _lost;
        _lost = lost;
        return since;
    }

    public void Dispose() => _socket.Dispose();

    private unsafe void TakeOne(RoundObserver observer)
    {
        fixed (byte* data = _buffer, control = _control)
        {
            var piece = new Piece { Start = data, Length = (nuint)_buffer.Length };
            var message = new Message { Pieces = &piece, PieceCount = 1, Control = control, ControlLength = (nuint)_control.Length };
            var length = (int)ReceiveMessage((int)_socket.Handle, ref message, DoNotWait);
            if (length >= 0)
            {
                var arrival = ReadControl(_control.AsSpan(0, (int)message.ControlLength));
                observer.TakeDatagram(_buffer.AsSpan(0, length), arrival.HasOption, arrival.TimeToLive);
            }
        }
    }

    // struct cmsghdr: length, level, type; what follows is aligned to 8 octets (cmsg(3)).
    private static (bool HasOption, int TimeToLive) ReadControl(ReadOnlySpan<byte> control)
    {
        const int header = 16;
        var (hasOption, timeToLive) = (false, 0);
        while (control.Length >= header && (int)MemoryMarshal.Read<nuint>(control) is var length && length >= header && length <= control.Length)
        {
            var (level, type) = (MemoryMarshal.Read<int>(control[8..]), MemoryMarshal.Read<int>(control[12..]));
            var data = control[header..length];
            hasOption |= (level, type) is (LevelIp, 6) ? HasIpv4Option(data) : (level, type) is (LevelIpv6, 54) && HasIpv6Option(data);
            timeToLive = (level, type) is (LevelIp, 2) or (LevelIpv6, 52) && data.Length >= sizeof(int) ? MemoryMarshal.Read<int>(data) : timeToLive;
            control = control[Math.Min((length + 7) & ~7, control.Length)..];
        }

        return (hasOption, timeToLive);
    }

    private static bool HasIpv4Option(ReadOnlySpan<byte> octets)
    {
        var options = new Ipv4Options(octets);
        while (options.MoveNext())
        {
            if (options.Type == Ipv4Options.RouterAlert && options.RouterAlertValue >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasIpv6Option(ReadOnlySpan<byte> header)
    {
        var options = new Ipv6Options(header.Length > 2 ? header[2..] : default);
        while (options.MoveNext())
        {
            if (options.Type == Ipv6Options.RouterAlert && options.RouterAlertValue >= 0)
            {
                return true;
            }
        }

        return false;
    }

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    private static partial nint ReceiveMessage(int socket, ref Message message, int flags);

    private unsafe struct Piece
    {
        public byte* Start;
        public nuint Length;
    }

    private unsafe struct Message
    {
        public void* Name;
        public uint NameLength;
        public Piece* Pieces;
        public nuint PieceCount;
        public byte* Control;
        public nuint ControlLength;
        public int Flags;
    }
}
