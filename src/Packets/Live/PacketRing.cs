using RouterAlertAssurance.Packets.Files;

namespace RouterAlertAssurance.Packets.Live;

/// <summary>
/// A live capture from one interface, or from all of a network namespace: a ring of blocks in memory that the kernel fills and this side reads where they lie (TPACKET_V3). Nothing is
/// allocated or copied for a packet. One thread at a time.
/// </summary>
public sealed unsafe partial class PacketRing : IDisposable
{
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
    private const int AddressInterface = 4;
    private const int AddressDirection = 10;
    private const byte OtherHost = 3;
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

    /// <summary>Whether the interface was down or away for some time: no packets come until it is back.</summary>
    public bool WentDown { get; private set; }

    /// <summary>The next packet, in the order in which they came.</summary>
    /// <param name="timeout">How long to wait for one.</param>
    /// <param name="packet">The packet, valid until the next call.</param>
    /// <returns>False when none came in time.</returns>
    public bool TryRead(TimeSpan timeout, out CapturedPacket packet)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var isThere = Has(timeout);
        packet = isThere ? Take() : default;
        return isThere;
    }

    /// <summary>
    /// Lets no packet in any more. Those that came before can be read yet, until <see cref="TryRead"/> gives none within twice <see cref="PacketRingOptions.Retire"/>; then
    /// what was read and what was dropped is what came.
    /// </summary>
    public void StopTaking()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!BpfProgram.TryAttach(_socket, [.. BpfProgram.Nothing]))
        {
            throw new InvalidOperationException($"the kernel refuses the filter of a ring: error {PacketSocket.LastError()}");
        }
    }

    /// <summary>What became of the packets since the last call.</summary>
    public PacketRingStatistics TakeStatistics()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        Span<uint> values = stackalloc uint[3];
        PacketSocket.TakeStatistics(_socket, values);
        return new(values[0], values[1], values[2]);
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
        var isReady = PacketSocket.Wait(_socket, (int)Math.Min(timeout.TotalMilliseconds, int.MaxValue), out var isDown);
        WentDown |= isDown;
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

    private CapturedPacket Take()
    {
        var header = _next;
        var kind = *(header + AddressPlace + AddressDirection);
        _next += *(uint*)header;
        _left--;
        var time = (*(uint*)(header + PacketSeconds) * 1_000_000_000L) + *(uint*)(header + PacketNanoseconds);
        var frame = new ReadOnlySpan<byte>(header + *(ushort*)(header + PacketPlace), *(int*)(header + PacketCaptured));
        return new(frame, *(int*)(header + PacketLength), _link, 0, time)
        {
            InterfaceIndex = *(int*)(header + AddressPlace + AddressInterface),
            Direction = kind switch
            {
                Outgoing => PacketDirection.Out,
                OtherHost => PacketDirection.Other,
                _ => PacketDirection.In,
            },
        };
    }
}
