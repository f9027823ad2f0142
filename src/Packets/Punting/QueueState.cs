using System.Globalization;

namespace RouterAlertAssurance.Packets.Punting;

/// <summary>
/// A queue of netfilter to which a program listens, as <c>/proc/net/netfilter/nfnetlink_queue</c> lists it (net/netfilter/nfnetlink_queue.c). One to which nobody
/// listens is not listed. Only root may read it.
/// </summary>
/// <param name="Number">The number that rules name.</param>
/// <param name="Port">Netlink port of the listener: mostly its process id.</param>
/// <param name="Waiting">Packets in it now.</param>
/// <param name="Dropped">Packets that found no room in it, or in the listener's socket.</param>
public sealed record QueueState(int Number, uint Port, long Waiting, long Dropped)
{
    private const int Columns = 7, NetfilterFamily = 12;

    /// <summary>The queues of a listing; lines that do not fit are left out.</summary>
    public static IEnumerable<QueueState> Parse(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return lines.Select(line => Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).OfType<QueueState>();
    }

    /// <summary>The inodes of netlink sockets to netfilter by their port, out of <c>/proc/net/netlink</c>.</summary>
    public static IReadOnlyDictionary<uint, ulong> Listeners(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var found = new Dictionary<uint, ulong>();
        foreach (var columns in lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (columns.Length >= 10 && columns[1] == NetfilterFamily.ToString(CultureInfo.InvariantCulture) && Parsed<uint>(columns[2]) is { } port and not 0
                && Parsed<ulong>(columns[9]) is { } inode)
            {
                found[port] = inode;
            }
        }

        return found;
    }

    // id, port, waiting, copy mode, copy range, queue_dropped, user_dropped, last id, 1.
    private static QueueState? Parse(string[] columns) =>
        columns.Length >= Columns && Parsed<int>(columns[0]) is { } number && Port32(columns[1]) is { } port && Parsed<long>(columns[2]) is { } waiting
        && Parsed<long>(columns[5]) is { } dropped && Parsed<long>(columns[6]) is { } undelivered
            ? new(number, port, waiting, dropped + undelivered)
            : null;

    // Printed with a sign where the kernel chose one by itself.
    private static uint? Port32(string text) => Parsed<uint>(text) ?? (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var signed) ? (uint)signed : null);

    private static T? Parsed<T>(string text)
        where T : struct, System.Numerics.INumber<T> => T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
