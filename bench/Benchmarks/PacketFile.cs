using System.Buffers.Binary;

namespace RouterAlertAssurance.Benchmarks;

/// <summary>
/// Writes a capture of what a provider's link carries: mostly TCP and UDP over IPv4 and IPv6 behind Ethernet, a tenth with a VLAN tag, one packet in a
/// thousand with Router Alert, one in ten thousand urgent, one in two hundred an HTTP request. Drawn with a fixed seed.
/// </summary>
internal sealed class PacketFile(int packets, int averageLength)
{
    private readonly Random _random = new(1);
    private readonly byte[] _frame = new byte[2048];

    /// <summary>What is to be counted in it, by the names that <c>raa inspect --json</c> has.</summary>
    public IReadOnlyDictionary<string, long> Expected => new Dictionary<string, long>
    {
        ["packets"] = packets,
        ["ipv4"] = packets - (packets / 5),
        ["ipv6"] = packets / 5,
        ["routerAlertIpv4"] = packets / 1000,
        ["tcpUrg"] = packets / 10_000,
    };

    public void Write(string path)
    {
        using var file = new BufferedStream(File.Create(path), 1 << 20);
        Span<byte> header = stackalloc byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0xA1B2C3D4);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 262144);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], 1);
        file.Write(header);
        _random.NextBytes(_frame);
        for (var number = 0; number < packets; number++)
        {
            var length = Next(number);
            BinaryPrimitives.WriteInt32LittleEndian(header, 1_700_000_000 + (number / 1_000_000));
            BinaryPrimitives.WriteInt32LittleEndian(header[4..], number % 1_000_000);
            BinaryPrimitives.WriteInt32LittleEndian(header[8..], length);
            BinaryPrimitives.WriteInt32LittleEndian(header[12..], length);
            file.Write(header[..16]);
            file.Write(_frame.AsSpan(0, length));
        }
    }

    // Half are small, the others up to what makes the average.
    private int Next(int number)
    {
        var payload = _random.Next(2) == 0 ? _random.Next(40) : _random.Next(2 * (averageLength - 70) * 2 - 40);
        payload = Math.Min(payload, 1440);
        _frame.AsSpan(0, 12).Fill(2);
        var at = 12;
        if (_random.Next(10) == 0)
        {
            BinaryPrimitives.WriteUInt32BigEndian(_frame.AsSpan(at), 0x8100_0064);
            at += 4;
        }

        return number % 5 == 0 ? Ipv6(at, payload, number) : Ipv4(at, payload, number);
    }

    private int Ipv4(int at, int payload, int number)
    {
        var isAlert = number % 1000 == 1;
        var header = isAlert ? 24 : 20;
        var isUdp = number % 4 == 1;
        BinaryPrimitives.WriteUInt16BigEndian(_frame.AsSpan(at), 0x0800);
        var ip = _frame.AsSpan(at + 2);
        ip[0] = (byte)(0x40 | (header / 4));
        ip[1] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)(header + (isUdp ? 8 : 32) + payload));
        ip[6] = 0x40;
        ip[7] = 0;
        ip[8] = 64;
        ip[9] = isAlert ? (byte)46 : isUdp ? (byte)17 : (byte)6;
        if (isAlert)
        {
            BinaryPrimitives.WriteUInt32BigEndian(ip[20..], 0x9404_0000);
        }

        return at + 2 + header + Transport(ip[header..], isUdp, payload, number);
    }

    private int Ipv6(int at, int payload, int number)
    {
        var isUdp = number % 4 == 1;
        BinaryPrimitives.WriteUInt16BigEndian(_frame.AsSpan(at), 0x86DD);
        var ip = _frame.AsSpan(at + 2);
        ip[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(ip[4..], (ushort)((isUdp ? 8 : 32) + payload));
        ip[6] = isUdp ? (byte)17 : (byte)6;
        ip[7] = 64;
        return at + 2 + 40 + Transport(ip[40..], isUdp, payload, number);
    }

    private static int Transport(Span<byte> octets, bool isUdp, int payload, int number)
    {
        BinaryPrimitives.WriteUInt32BigEndian(octets, 0x0050_C001);
        if (isUdp)
        {
            BinaryPrimitives.WriteUInt16BigEndian(octets[4..], (ushort)(8 + payload));
            return 8 + payload;
        }

        octets[12] = 0x80;
        octets[13] = number % 10_000 == 2 ? (byte)0x38 : number % 50 == 3 ? (byte)0x02 : (byte)0x10;
        octets[18] = 0;
        octets[19] = (byte)(number % 10_000 == 2 ? 1 : 0);
        BinaryPrimitives.WriteUInt64BigEndian(octets[20..], 0x0101_080A_0000_0001);
        BinaryPrimitives.WriteUInt32BigEndian(octets[28..], 1);
        octets[32] = 0x17;
        if (number % 200 == 4 && payload > 60)
        {
            "GET /index.html HTTP/1.1\r\nHost: example.net\r\n\r\n"u8.CopyTo(octets[32..]);
        }

        return 32 + payload;
    }
}
