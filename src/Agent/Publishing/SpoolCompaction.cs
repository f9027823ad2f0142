namespace RouterAlertAssurance.Agent.Publishing;

/// <summary>Makes room in a full spool: empties the oldest status events first, since later ones say the same anew, then the oldest others.</summary>
internal static class SpoolCompaction
{
    /// <summary>Returns the number of events emptied. The last segment is never touched; it is still being written.</summary>
    public static int MakeRoom(IReadOnlyList<SpoolSegment> segments, long limit, long acknowledged, Func<long, byte[]> empty)
    {
        var dropped = 0;
        foreach (var all in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (var segment in segments.Take(segments.Count - 1).Where(segment => segment.Next > acknowledged + 1))
            {
                if (segments.Sum(part => part.Length) <= limit)
                {
                    return dropped;
                }

                dropped += Empty(segment, all, empty);
            }
        }

        return dropped;
    }

    private static int Empty(SpoolSegment segment, bool all, Func<long, byte[]> empty)
    {
        var dropped = 0;
        var temporary = segment.Path + ".new";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            foreach (var (kind, sequence, payload) in segment.Read(segment.First))
            {
                var replacement = empty(sequence);
                var drop = (all || kind == SpoolEventKind.Status) && payload.Length > replacement.Length;
                SpoolFrame.Write(file, drop ? SpoolEventKind.Withdrawn : kind, sequence, drop ? replacement : payload.Span);
                dropped += drop ? 1 : 0;
            }

            file.Flush(flushToDisk: true);
            segment.Appended(segment.Next, file.Length);
        }

        File.Move(temporary, segment.Path, overwrite: true);
        return dropped;
    }
}
