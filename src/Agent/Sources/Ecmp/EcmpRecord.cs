using System.Globalization;
using System.Text;

namespace RouterAlertAssurance.Agent.Sources.Ecmp;

/// <summary>When each next hop of one destination, and each number of them, was last seen.</summary>
internal sealed class EcmpRecord
{
    private readonly Dictionary<EcmpMember, DateTimeOffset> _members = [];
    private readonly Dictionary<int, DateTimeOffset> _counts = [];

    public IEnumerable<EcmpMember> Members => _members.Keys;

    public int Largest => _counts.Count == 0 ? 0 : _counts.Keys.Max();

    public IReadOnlyDictionary<EcmpMember, DateTimeOffset> SeenMembers => _members;

    public IReadOnlyDictionary<int, DateTimeOffset> SeenCounts => _counts;

    /// <summary>True when a member or a number is new.</summary>
    public bool Note(IReadOnlyCollection<EcmpMember> members, DateTimeOffset now)
    {
        var changed = members.Count > 0 && !_counts.ContainsKey(members.Count);
        if (members.Count > 0)
        {
            _counts[members.Count] = now;
        }

        foreach (var member in members)
        {
            changed |= !_members.ContainsKey(member);
            _members[member] = now;
        }

        return changed;
    }

    public void Restore(EcmpMember member, DateTimeOffset seen) => _members[member] = seen;

    public void Restore(int count, DateTimeOffset seen) => _counts[count] = seen;

    /// <summary>True when a member was taken out.</summary>
    public bool Retire(Predicate<EcmpMember> isOut)
    {
        var retired = _members.Keys.Where(member => isOut(member)).ToList();
        retired.ForEach(member => _members.Remove(member));
        if (retired.Count > 0)
        {
            _counts.Keys.Where(count => count > _members.Count).ToList().ForEach(count => _counts.Remove(count));
        }

        return retired.Count > 0;
    }

    /// <summary>True when something was forgotten.</summary>
    public bool Forget(DateTimeOffset before)
    {
        var old = _members.Where(member => member.Value < before).Select(member => member.Key).ToList();
        var oldCounts = _counts.Where(count => count.Value < before).Select(count => count.Key).ToList();
        old.ForEach(member => _members.Remove(member));
        oldCounts.ForEach(count => _counts.Remove(count));
        return old.Count + oldCounts.Count > 0;
    }
}

/// <summary>The memory as lines of <c>prefix seconds member INTERFACE [GATEWAY]</c> and <c>prefix seconds count N</c>.</summary>
internal static class EcmpFile
{
    public static string Write(IReadOnlyDictionary<string, EcmpRecord> records)
    {
        var text = new StringBuilder();
        foreach (var (prefix, record) in records)
        {
            foreach (var (member, seen) in record.SeenMembers)
            {
                text.Append(CultureInfo.InvariantCulture, $"{prefix} {seen.ToUnixTimeSeconds()} member {member.Interface} {member.Gateway}\n");
            }

            foreach (var (count, seen) in record.SeenCounts)
            {
                text.Append(CultureInfo.InvariantCulture, $"{prefix} {seen.ToUnixTimeSeconds()} count {count}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Lines that cannot be read, too old ones and those of the future are left out.</summary>
    public static Dictionary<string, EcmpRecord> Read(string? file, DateTimeOffset after, DateTimeOffset until)
    {
        var records = new Dictionary<string, EcmpRecord>(StringComparer.Ordinal);
        foreach (var line in file is not null && File.Exists(file) ? File.ReadAllLines(file) : [])
        {
            var words = line.Split(' ');
            if (words.Length < 4 || !long.TryParse(words[1], CultureInfo.InvariantCulture, out var seconds)
                || seconds < after.ToUnixTimeSeconds() || seconds > until.ToUnixTimeSeconds())
            {
                continue;
            }

            var seen = DateTimeOffset.FromUnixTimeSeconds(seconds);
            var record = records.TryGetValue(words[0], out var known) ? known : records[words[0]] = new EcmpRecord();
            if (words[2] == "member")
            {
                record.Restore(new EcmpMember(words[3], words.Length > 4 ? words[4] : ""), seen);
            }
            else if (words[2] == "count" && int.TryParse(words[3], CultureInfo.InvariantCulture, out var count) && count > 0)
            {
                record.Restore(count, seen);
            }
        }

        return records;
    }
}
