using RouterAlertAssurance.Packets.Files;

namespace RouterAlertAssurance.Packets.Live;

/// <summary>
/// A live capture from one interface: a ring of blocks in memory that the kernel fills and this side reads where they lie (TPACKET_V3). Nothing is
/// allocated or copied for a packet. One thread at a time.
/// </summary>
public sealed unsafe class PacketRing : IDisposable
{
    private const int Version3 = 2;
    private const int FrameSize = 2048;
    private const int FanoutByHash = 0;
    private const int FanoutDefragment = 0x8000;

    // struct tpacket_block_desc and tpacket3_hdr (linux/if_packet.h).
    private const int BlockStatus = 8;
    private const int BlockPackets = 12;
    private const int BlockFirst = 16;
    private const int PacketSeconds = 4;
    private const int PacketNanoseconds = 8;
    private const int PacketCaptured = 12;
    private const int PacketLength = 16;
    private const int PacketPlace = 24;
    private const int AddressPlace = 48;
    private const int AddressDirection = 10;
    private const byte Outgoing = 4;
    private const uint OfUser = 1;

    private readonly int _socket;
    private readonly LinkType _link;
    private readonly bool _isLoopback;
    private readonly PacketRingOptions _options;
    private readonly byte* _memory;
    private int _block;
    private uint _left;
    private byte* _next;
    private bool _isDisposed;

    private PacketRing(int socket, (LinkType Link, bool IsLoopback) kind, PacketRingOptions options, nint memory)
    {
        (_socket, _options) = (socket, options);
        (_link, _isLoopback) = kind;
        _memory = (byte*)memory;
    }

    /// <summary>What the frames begin with.</summary>
    public LinkType Link => _link;

    /// <summary>Whether the interface went down or away: no packets come until it is back.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Opens a ring.</summary>
    /// <param name="name">Name of the interface.</param>
    /// <param name="options">How it is set up.</param>
    /// <exception cref="CaptureRefusedException">There is no such interface, it carries something unknown, or the process may not.</exception>
    public static PacketRing Open(string name, PacketRingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var kind = LiveInterface.KindOf(name);
        var socket = PacketSocket.Open();
        if (socket < 0)
        {
            throw Refused(name, "open a packet socket");
        }

        try
        {
            return SetUp(socket, name, kind, options);
        }
        catch
        {
            PacketSocket.Close(socket);
            throw;
        }
    }

    /// <summary>The next packet, in the order in which they came.</summary>
    /// <param name="timeout">How long to wait for one.</param>
    /// <param name="packet">The packet, valid until the next call.</param>
    /// <returns>False when none came in time.</returns>
    public bool TryRead(TimeSpan timeout, out CapturedPacket packet)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        while (Has(timeout))
        {
            packet = Take(out var isMeant);
            if (isMeant)
            {
                return true;
            }
        }

        packet = default;
        return false;
    }

    /// <summary>What became of the packets since the last call.</summary>
    public PacketRingStatistics TakeStatistics()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        Span<uint> values = stackalloc uint[3];
        return PacketSocket.Get(_socket, PacketSocket.Option.Statistics, values) ? new(values[0], values[1], values[2]) : default;
    }

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            PacketSocket.Unmap((nint)_memory, _options.BlockSize * _options.Blocks);
            PacketSocket.Close(_socket);
        }
    }

    private static PacketRing SetUp(int socket, string name, (LinkType Link, bool IsLoopback) kind, PacketRingOptions options)
    {
        var frames = options.BlockSize / FrameSize * options.Blocks;
        ReadOnlySpan<int> request = [options.BlockSize, options.Blocks, FrameSize, frames, (int)options.Retire.TotalMilliseconds, 0, 0];
        if (PacketSocket.Set(socket, PacketSocket.Option.Version, [Version3]) < 0 || PacketSocket.Set(socket, PacketSocket.Option.RxRing, request) < 0)
        {
            throw Refused(name, $"set up a ring of {options.Blocks} blocks of {options.BlockSize} octets");
        }

        if (options.Filter.Count > 0 && PacketSocket.SetFilter(socket, [.. options.Filter]) < 0)
        {
            throw Refused(name, "attach the filter");
        }

        var memory = PacketSocket.Map(socket, options.BlockSize * options.Blocks);
        if (memory == -1)
        {
            throw Refused(name, "map the ring");
        }

        if (PacketSocket.BindTo(socket, (int)PacketSocket.IndexOf(name)) < 0
            || (options.FanoutGroup is { } group && PacketSocket.Set(socket, PacketSocket.Option.Fanout, [group | ((FanoutByHash | FanoutDefragment) << 16)]) < 0))
        {
            var refusal = Refused(name, "listen");
            PacketSocket.Unmap(memory, options.BlockSize * options.Blocks);
            throw refusal;
        }

        return new(socket, kind, options, memory);
    }

    private static CaptureRefusedException Refused(string name, string what)
    {
        var error = PacketSocket.LastError();
        return new(error == PacketSocket.EPerm
            ? $"capturing on {name} needs the capability CAP_NET_RAW: run as root, or give the program the capability (setcap cap_net_raw+ep PROGRAM)"
            : $"cannot {what} on {name}: error {error}");
    }

    // Whether a packet lies at _next; waits for a block that has some.
    private bool Has(TimeSpan timeout)
    {
        while (_left == 0)
        {
            Release();
            if (!IsReady() && !Wait(timeout))
            {
                return false;
            }

            if (IsReady())
            {
                var block = Block();
                _left = *(uint*)(block + BlockPackets);
                _next = block + *(uint*)(block + BlockFirst);
            }
        }

        return true;
    }

    private byte* Block() => _memory + ((long)_block * _options.BlockSize);

    private bool IsReady() => (Volatile.Read(ref *(uint*)(Block() + BlockStatus)) & OfUser) != 0;

    private bool Wait(TimeSpan timeout)
    {
        var isReady = PacketSocket.Wait(_socket, (int)Math.Min(timeout.TotalMilliseconds, int.MaxValue), out var isBroken);
        IsBroken = isBroken;
        return isReady;
    }

    // The block was read to its end: it is the kernel's again.
    private void Release()
    {
        if (_next is null)
        {
            return;
        }

        Volatile.Write(ref *(uint*)(Block() + BlockStatus), 0);
        _next = null;
        _block = (_block + 1) % _options.Blocks;
    }

    // The loopback interface shows each packet twice: as it leaves, and as it comes in.
    private CapturedPacket Take(out bool isMeant)
    {
        var header = _next;
        isMeant = !_isLoopback || *(header + AddressPlace + AddressDirection) != Outgoing;
        _next += *(uint*)header;
        _left--;
        var time = (*(uint*)(header + PacketSeconds) * 1_000_000_000L) + *(uint*)(header + PacketNanoseconds);
        var frame = new ReadOnlySpan<byte>(header + *(ushort*)(header + PacketPlace), *(int*)(header + PacketCaptured));
        return new(frame, *(int*)(header + PacketLength), _link, 0, time);
    }
}
