using System.Globalization;

namespace RouterAlertAssurance.Agent.RawLog;

/// <summary>A file of blocks; its name is the time it was begun, in milliseconds.</summary>
internal sealed class SampleSegment(string path, DateTimeOffset begin)
{
    private const string Extension = ".samples";

    // A segment is begun when its first block is written, so samples in it may be older than its name by the time a block is gathered.
    private static readonly TimeSpan Gathering = TimeSpan.FromMinutes(1);

    public string Path => path;

    /// <summary>When its first block was written.</summary>
    public DateTimeOffset Begin => begin;

    public long Length => File.Exists(path) ? new FileInfo(path).Length : 0;

    /// <summary>The segments of a folder, oldest first.</summary>
    public static List<SampleSegment> In(string folder) => Directory.Exists(folder)
        ? [.. Directory.GetFiles(folder).Select(TryOpen).OfType<SampleSegment>().OrderBy(segment => segment.Begin)]
        : [];

    /// <summary>Samples of segments in the order they were written, oldest first, at most so many.</summary>
    public static List<LoggedSample> Read(IReadOnlyList<SampleSegment> segments, SampleQuery query, int limit)
    {
        var found = new List<LoggedSample>();
        for (var index = 0; index < segments.Count && found.Count < limit; index++)
        {
            var isOver = index + 1 < segments.Count && segments[index + 1].Begin <= query.From;
            if (!isOver && segments[index].Begin - Gathering <= query.To)
            {
                found.AddRange(segments[index].Read().Where(query.Matches).Take(limit - found.Count));
            }
        }

        return found;
    }

    /// <summary>A new segment. Should the clock have gone back, its name still sorts behind the others.</summary>
    public static SampleSegment Create(string folder, DateTimeOffset now)
    {
        for (var milliseconds = now.ToUnixTimeMilliseconds(); ; milliseconds++)
        {
            var path = System.IO.Path.Combine(folder, milliseconds.ToString("D16", CultureInfo.InvariantCulture) + Extension);
            if (!File.Exists(path))
            {
                return new SampleSegment(path, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
            }
        }
    }

    private static SampleSegment? TryOpen(string path) =>
        System.IO.Path.GetExtension(path) == Extension
        && long.TryParse(System.IO.Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? new SampleSegment(path, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds))
            : null;

    /// <summary>All samples up to the first damage; none when the segment was deleted meanwhile.</summary>
    public IEnumerable<LoggedSample> Read()
    {
        byte[] data;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            data = new byte[file.Length];
            file.ReadExactly(data);
        }
        catch (FileNotFoundException)
        {
            return [];
        }

        return SampleBlockReader.Read(data);
    }
}
