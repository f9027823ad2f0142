using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace RouterAlertAssurance.Agent.Sources.Netlink;

/// <summary>Asks the kernel for whole tables, one after the other, over one socket.</summary>
internal sealed class NetlinkDump(INetlinkSocketFactory factory) : IDisposable
{
    // Netlink and family headers; the one of queues (tcmsg) is longer than the others.
    private const int RequestLength = 32, QdiscRequestLength = 36;
    private const int BufferLength = 64 * 1024;
    private const int Attempts = 3;
    private const byte AllFamilies = 0;

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferLength);
    private readonly SemaphoreSlim _one = new(1, 1);
    private INetlinkSocket? _socket;
    private uint _sequence;

    public delegate T? Parser<T>(ReadOnlySpan<byte> payload)
        where T : class;

    /// <summary>Every entry of a table; repeated when the kernel says that the table changed meanwhile.</summary>
    /// <exception cref="IOException">The socket does not work; the next call opens a new one.</exception>
    public async Task<List<T>> ReadAsync<T>(
        ushort request, ushort answer, Parser<T> parse, CancellationToken cancellationToken, byte family = AllFamilies)
        where T : class
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var (entries, consistent) = await ReadOnceAsync(request, answer, parse, family, cancellationToken);
                if (consistent || attempt == Attempts)
                {
                    return entries;
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // Half an answer may still be queued: never reuse the socket.
            _socket?.Dispose();
            _socket = null;
            if (exception is OperationCanceledException)
            {
                throw;
            }

            throw new IOException($"netlink dump: {exception.Message}", exception);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _one.Dispose();
    }

    private async Task<(List<T> Entries, bool Consistent)> ReadOnceAsync<T>(
        ushort request, ushort answer, Parser<T> parse, byte family, CancellationToken cancellationToken)
        where T : class
    {
        _socket ??= factory.Open(0);
        var sequence = ++_sequence;
        Send(_socket, request, family, sequence);
        var entries = new List<T>();
        var consistent = true;
        while (true)
        {
            var length = await _socket.ReceiveAsync(_buffer, cancellationToken);
            if (length == NetlinkSocket.Overrun)
            {
                throw new IOException("the kernel's answer overran the receive buffer");
            }

            if (Take(_buffer.AsSpan(0, length), sequence, answer, parse, entries, ref consistent))
            {
                return (entries, consistent);
            }
        }
    }

    private static void Send(INetlinkSocket socket, ushort request, byte family, uint sequence)
    {
        Span<byte> message = stackalloc byte[request == NetlinkConstants.GetQdisc ? QdiscRequestLength : RequestLength];
        message.Clear();
        MemoryMarshal.Write(message, (uint)message.Length);
        MemoryMarshal.Write(message[4..], request);
        MemoryMarshal.Write(message[6..], (ushort)(NetlinkConstants.FlagRequest | NetlinkConstants.FlagDump));
        MemoryMarshal.Write(message[8..], sequence);
        message[NetlinkConstants.HeaderLength] = family;
        socket.Send(message);
    }

    /// <summary>True when the dump is complete.</summary>
    private static bool Take<T>(ReadOnlySpan<byte> datagram, uint sequence, ushort answer, Parser<T> parse, List<T> entries, ref bool consistent)
        where T : class
    {
        var messages = new NetlinkMessageReader(datagram);
        while (messages.MoveNext())
        {
            if (messages.Sequence != sequence)
            {
                continue;
            }

            consistent &= (messages.Flags & NetlinkConstants.FlagDumpInterrupted) == 0;
            if (messages.Type == NetlinkConstants.MessageDone)
            {
                return true;
            }

            if (messages.Type == NetlinkConstants.MessageError)
            {
                var code = messages.Payload.Length >= 4 ? -MemoryMarshal.Read<int>(messages.Payload) : 0;
                throw new IOException($"the kernel refused with error {code}");
            }

            if (messages.Type == answer && parse(messages.Payload) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return false;
    }
}
