using System.Text;
using RouterAlertAssurance.Agent.Running;

namespace RouterAlertAssurance.Agent.Publishing;

/// <summary>An event on its way into the spool.</summary>
internal readonly record struct SpoolEvent(SpoolEventKind Kind, Func<long, byte[]> Serialize);

/// <summary>
/// Health events on disk until the collector has them: segments that only grow, synced to disk before an event counts as published. Sequence
/// numbers have no gaps; an event given up for want of space leaves an empty one in its place. Thread-safe.
/// </summary>
internal sealed class Spool : IDisposable
{
    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly long _limit;
    private readonly long _segmentSize;
    private readonly Func<long, byte[]> _empty;
    private readonly List<SpoolSegment> _segments = [];
    private FileStream _file;

    /// <param name="folder">Created when missing.</param>
    /// <param name="limit">Largest size of all segments in octets.</param>
    /// <param name="segmentSize">Size at which a new segment is begun.</param>
    /// <param name="empty">Makes the event that takes the place of a dropped one.</param>
    public Spool(string folder, long limit, long segmentSize, Func<long, byte[]> empty)
    {
        (_folder, _limit, _segmentSize, _empty) = (folder, limit, segmentSize, empty);
        Directory.CreateDirectory(folder);
        Epoch = ReadEpoch();
        Recover();
        _file = OpenLast();
        Acknowledged = _segments[0].First - 1;
    }

    /// <summary>Identifies the spool; a new one begins with a new folder.</summary>
    public Guid Epoch { get; private set; }

    /// <summary>Highest sequence number the collector is known to have.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>Sequence number of the last event.</summary>
    public long Last
    {
        get
        {
            lock (_gate)
            {
                return _segments[^1].Next - 1;
            }
        }
    }

    /// <summary>Events not acknowledged.</summary>
    public long Length => Last - Acknowledged;

    /// <summary>Events dropped since start because the spool was full.</summary>
    public long Dropped { get; private set; }

    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _segments.Sum(segment => segment.Length);
            }
        }
    }

    /// <summary>Appends events and syncs them to disk together. Returns the sequence number of the last one.</summary>
    public long Append(IReadOnlyCollection<SpoolEvent> events)
    {
        lock (_gate)
        {
            var segment = _segments[^1];
            var next = segment.Next;
            foreach (var item in events)
            {
                SpoolFrame.Write(_file, item.Kind, next, item.Serialize(next));
                next++;
            }

            _file.Flush(flushToDisk: true);
            segment.Appended(next, _file.Length);
            if (segment.Length >= _segmentSize)
            {
                Roll(next);
            }

            if (_segments.Sum(part => part.Length) > _limit)
            {
                Dropped += SpoolCompaction.MakeRoom(_segments, _limit, Acknowledged, _empty);
            }

            return next - 1;
        }
    }

    /// <summary>Events after a sequence number, at most so many and so large together; at least one if there is any.</summary>
    public List<ReadOnlyMemory<byte>> Read(long after, int count, int bytes)
    {
        List<SpoolSegment> segments;
        lock (_gate)
        {
            segments = [.. _segments.Where(segment => segment.Next > after + 1)];
        }

        var found = new List<ReadOnlyMemory<byte>>();
        foreach (var (_, sequence, payload) in segments.SelectMany(segment => segment.Read(after + 1)))
        {
            bytes -= payload.Length;
            // A segment that is being compacted meanwhile may come up short: what follows waits for the next round.
            if (sequence != after + 1 + found.Count || (found.Count > 0 && (found.Count >= count || bytes < 0)))
            {
                break;
            }

            found.Add(payload);
        }

        return found;
    }

    /// <summary>Forgets what the collector has. A number beyond the last event is taken for the last.</summary>
    public void Acknowledge(long sequence)
    {
        lock (_gate)
        {
            Acknowledged = Math.Min(sequence, _segments[^1].Next - 1);
            while (_segments.Count > 1 && _segments[1].First <= Acknowledged + 1)
            {
                File.Delete(_segments[0].Path);
                _segments.RemoveAt(0);
            }
        }
    }

    /// <summary>
    /// Goes back to an earlier number, when the collector lost what came after it. False when the spool does not reach that far.
    /// </summary>
    public bool TryRewind(long acknowledged)
    {
        lock (_gate)
        {
            if (acknowledged < _segments[0].First - 1 || acknowledged >= _segments[^1].Next || acknowledged == Acknowledged)
            {
                return false;
            }

            Acknowledged = acknowledged;
            return true;
        }
    }

    /// <summary>Begins a new epoch with an empty spool.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            Dropped += _segments[^1].Next - 1 - Acknowledged;
            _file.Dispose();
            _segments.ForEach(segment => File.Delete(segment.Path));
            File.Delete(EpochFile);
            Epoch = ReadEpoch();
            _segments.Clear();
            _segments.Add(new SpoolSegment(SpoolSegment.PathFor(_folder, 1), 1));
            _file = OpenLast();
            Acknowledged = 0;
        }
    }

    public void Dispose() => _file.Dispose();

    private string EpochFile => Path.Combine(_folder, "epoch");

    private void Roll(long next)
    {
        _file.Dispose();
        _segments.Add(new SpoolSegment(SpoolSegment.PathFor(_folder, next), next));
        _file = OpenLast();
    }

    private FileStream OpenLast()
    {
        var file = new FileStream(_segments[^1].Path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.Seek(0, SeekOrigin.End);
        DurableFile.SyncFolder(_folder);
        return file;
    }

    private void Recover()
    {
        _segments.AddRange(Directory.GetFiles(_folder).Select(SpoolSegment.TryOpen).OfType<SpoolSegment>().OrderBy(segment => segment.First));
        for (var index = 0; index < _segments.Count; index++)
        {
            _segments[index].Recover();
            if (index + 1 < _segments.Count && _segments[index].Next != _segments[index + 1].First)
            {
                // Damage in the middle: what follows it cannot be delivered in sequence any more.
                _segments.GetRange(index + 1, _segments.Count - index - 1).ForEach(segment => File.Delete(segment.Path));
                _segments.RemoveRange(index + 1, _segments.Count - index - 1);
            }
        }

        if (_segments.Count == 0)
        {
            _segments.Add(new SpoolSegment(SpoolSegment.PathFor(_folder, 1), 1));
        }
    }

    private Guid ReadEpoch()
    {
        if (File.Exists(EpochFile) && Guid.TryParse(File.ReadAllText(EpochFile), out var known))
        {
            return known;
        }

        var epoch = Guid.NewGuid();
        DurableFile.Write(EpochFile, Encoding.ASCII.GetBytes(epoch.ToString()));
        return epoch;
    }
}
