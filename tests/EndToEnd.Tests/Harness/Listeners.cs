using System.Globalization;
using System.Net;

namespace RouterAlertAssurance.EndToEnd.Tests.Harness;

/// <summary>The TCP and UDP sockets that processes listen on, read from /proc.</summary>
internal static class Listeners
{
    private const string TcpListening = "0A";
    private const string UdpUnconnected = "07";

    /// <summary>The addresses on which a process takes connections or datagrams, each written <c>tcp 127.0.0.1:8080</c>.</summary>
    public static IEnumerable<string> Of(int pid)
    {
        var sockets = SocketsOf(pid);
        return ((string[])["tcp", "tcp6", "udp", "udp6"])
            .SelectMany(table => File.ReadLines($"/proc/{pid}/net/{table}").Skip(1).Select(line => (Protocol: table, Fields: line.Split(' ', StringSplitOptions.RemoveEmptyEntries))))
            .Where(row => row.Fields[3] == (row.Protocol[0] == 't' ? TcpListening : UdpUnconnected) && sockets.Contains(row.Fields[9]))
            .Select(row => $"{row.Protocol.TrimEnd('6')} {EndPoint(row.Fields[1])}");
    }

    private static HashSet<string> SocketsOf(int pid) =>
    [
        .. Directory.GetFiles($"/proc/{pid}/fd")
            .Select(file => new FileInfo(file).LinkTarget ?? "")
            .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal))
            .Select(target => target[8..^1]),
    ];

    // Groups of four octets, each group in the machine's order: little end first.
    private static IPEndPoint EndPoint(string text)
    {
        var parts = text.Split(':');
        var octets = Convert.FromHexString(parts[0]);
        for (var group = 0; group < octets.Length; group += 4)
        {
            Array.Reverse(octets, group, 4);
        }

        return new IPEndPoint(new IPAddress(octets), int.Parse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
