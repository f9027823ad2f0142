using System.Globalization;

namespace RouterAlertAssurance.Packets.Punting;

/// <summary>Who has a socket open.</summary>
/// <param name="ProcessId">Its process.</param>
/// <param name="Descriptor">Its number there; -1 where only the process is known.</param>
/// <param name="Program">The program's name as the kernel keeps it, at most 15 characters.</param>
public sealed record SocketOwner(int ProcessId, int Descriptor, string Program);

/// <summary>
/// Finds the processes that have sockets open, by the inodes in <c>/proc/PID/fd</c>: those of other users only with the right to trace them. What was found is
/// looked up again, not searched again. Not thread-safe.
/// </summary>
/// <param name="proc">Where procfs is.</param>
/// <param name="time">Paces the search.</param>
public sealed class SocketOwners(string proc, TimeProvider time)
{
    // A bound on what one search costs: about 2 µs for a link.
    private const int MostLinks = 50_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PauseForThoseNotFound = TimeSpan.FromSeconds(30);

    private readonly Dictionary<ulong, SocketOwner> _known = [];
    private readonly HashSet<ulong> _notFound = [];
    private DateTimeOffset _searched = DateTimeOffset.MinValue;

    /// <summary>The owners of sockets, as far as they can be seen.</summary>
    public IReadOnlyDictionary<ulong, SocketOwner> Find(IReadOnlyCollection<ulong> inodes)
    {
        ArgumentNullException.ThrowIfNull(inodes);
        var asked = inodes.Where(inode => inode != 0).ToHashSet();
        _notFound.IntersectWith(asked);
        foreach (var (inode, _) in _known.Where(known => !asked.Contains(known.Key) || !Has(known.Value, known.Key)).ToList())
        {
            _known.Remove(inode);
        }

        asked.ExceptWith(_known.Keys);
        var since = time.GetUtcNow() - _searched;
        if (since >= (asked.IsSubsetOf(_notFound) ? PauseForThoseNotFound : Pause) && asked.Count > 0)
        {
            _searched = time.GetUtcNow();
            Search(asked);
            _notFound.UnionWith(asked);
        }

        return new Dictionary<ulong, SocketOwner>(_known);
    }

    /// <summary>The program of a process; null when it is gone.</summary>
    public string? ProgramOf(int process) => Read($"{process}/comm")?.TrimEnd('\n');

    private bool Has(SocketOwner owner, ulong inode) => InodeOf(new FileInfo(Path.Combine(proc, $"{owner.ProcessId}/fd/{owner.Descriptor}"))) == inode;

    // Processes of the own network namespace first: they have most of its sockets.
    private void Search(HashSet<ulong> wanted)
    {
        var own = LinkOf("thread-self/ns/net") ?? LinkOf("self/ns/net");
        var left = MostLinks;
        foreach (var process in Processes().OrderBy(process => LinkOf($"{process}/ns/net") == own ? 0 : 1))
        {
            foreach (var link in Links(process))
            {
                if (wanted.Count == 0 || left-- == 0)
                {
                    return;
                }

                if (InodeOf(link) is { } inode && wanted.Remove(inode) && int.TryParse(link.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var descriptor))
                {
                    _known[inode] = new(process, descriptor, ProgramOf(process) ?? "");
                }
            }
        }
    }

    private IEnumerable<int> Processes() => new DirectoryInfo(proc).EnumerateDirectories()
        .Select(folder => int.TryParse(folder.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0).Order();

    private FileInfo[] Links(int process)
    {
        try
        {
            return new DirectoryInfo(Path.Combine(proc, $"{process}/fd")).GetFiles();
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private string? LinkOf(string path) => Target(new FileInfo(Path.Combine(proc, path)));

    private static ulong? InodeOf(FileInfo link) =>
        Target(link) is { } target && target.StartsWith("socket:[", StringComparison.Ordinal)
        && ulong.TryParse(target.AsSpan()[8..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var inode) ? inode : null;

    private static string? Target(FileInfo link)
    {
        try
        {
            return link.LinkTarget;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string? Read(string path)
    {
        try
        {
            return File.ReadAllText(Path.Combine(proc, path));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
