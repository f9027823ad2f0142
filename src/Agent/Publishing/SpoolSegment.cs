using System.Globalization;

namespace RouterAlertAssurance.Agent.Publishing;

/// <summary>A file of events in sequence; its name is the sequence number of the first.</summary>
internal sealed class SpoolSegment(string path, long first)
{
    private const string Extension = ".events";

    public string Path => path;

    public long First { get; } = first;

    /// <summary>Sequence number after the last event.</summary>
    public long Next { get; private set; } = first;

    public long Length { get; private set; }

    public static string PathFor(string folder, long first) =>
        System.IO.Path.Combine(folder, first.ToString("D20", CultureInfo.InvariantCulture) + Extension);

    public static SpoolSegment? TryOpen(string path)
    {
        var isSegment = long.TryParse(System.IO.Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && first > 0 && System.IO.Path.GetExtension(path) == Extension;
        return isSegment ? new SpoolSegment(path, first) : null;
    }

    /// <summary>Finds the end of the last whole event and cuts off what a crash left behind it.</summary>
    public void Recover()
    {
        ReadOnlySpan<byte> data = File.ReadAllBytes(path);
        var rest = data;
        Next = First;
        for (int frame; (frame = SpoolFrame.TryRead(rest, out _, out var sequence, out _)) > 0 && sequence == Next; rest = rest[frame..])
        {
            Next++;
        }

        Length = data.Length - rest.Length;
        if (rest.Length > 0)
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
            file.SetLength(Length);
            file.Flush(flushToDisk: true);
        }
    }

    /// <summary>Takes note of what was appended.</summary>
    public void Appended(long next, long length) => (Next, Length) = (next, length);

    /// <summary>Events from a sequence number on.</summary>
    public IEnumerable<(SpoolEventKind Kind, long Sequence, ReadOnlyMemory<byte> Payload)> Read(long from)
    {
        ReadOnlyMemory<byte> data = ReadAll();
        while (SpoolFrame.TryRead(data.Span, out var kind, out var sequence, out var payload) is > 0 and var frame)
        {
            if (sequence >= from)
            {
                yield return (kind, sequence, data[payload]);
            }

            data = data[frame..];
        }
    }

    private byte[] ReadAll()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        // Only what is known to be whole; the writer may be at work behind it.
        var data = new byte[Math.Min(Length, file.Length)];
        file.ReadExactly(data);
        return data;
    }
}
