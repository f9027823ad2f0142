using System.Collections.Immutable;
using System.Globalization;
using RouterAlertAssurance.Agent.Running;
using RouterAlertAssurance.Agent.Sources.Netlink;

namespace RouterAlertAssurance.Agent.Sources.Ecmp;

/// <summary>A next hop as it is remembered: by interface name, since an interface that comes back may have another index.</summary>
internal readonly record struct EcmpMember(string Interface, string Gateway);

/// <summary>
/// Remembers which next hops each destination had within the last hour, so that a lost member of a set of equal-cost paths can be told from
/// one that never was. Survives a restart. Thread-safe.
/// </summary>
internal sealed class EcmpMemory(string? file, TimeProvider time)
{
    public static readonly TimeSpan Horizon = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dictionary<EcmpMember, DateTimeOffset>> _seen = Load(file, time.GetUtcNow());
    private bool _dirty;

    /// <summary>Takes note of the routes in use. Only destinations that ever had several next hops are kept.</summary>
    public void Observe(NetworkSnapshot network)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            foreach (var route in network.Routes)
            {
                var prefix = route.Prefix.ToString();
                var members = MembersOf(route, network);
                if (members.Count > 1 || _seen.ContainsKey(prefix))
                {
                    Remember(prefix, members, now);
                }
            }

            Forget(now);
        }
    }

    /// <summary>Members in use now, and every member seen within the hour.</summary>
    public (int InUse, ImmutableArray<EcmpMember> Known) Members(NetworkRoute route, NetworkSnapshot network)
    {
        var inUse = MembersOf(route, network);
        lock (_gate)
        {
            var known = _seen.TryGetValue(route.Prefix.ToString(), out var seen) ? seen.Keys.Union(inUse) : inUse;
            return (inUse.Count, [.. known.OrderBy(member => member.Interface, StringComparer.Ordinal).ThenBy(member => member.Gateway, StringComparer.Ordinal)]);
        }
    }

    /// <summary>
    /// Members in use and expected. A lost member is expected for as long as its interface is down or without carrier: one that was taken out
    /// by routing while its interface works was taken out on purpose.
    /// </summary>
    public (int InUse, int Expected) Count(NetworkRoute route, NetworkSnapshot network)
    {
        var (inUse, known) = Members(route, network);
        var active = MembersOf(route, network);
        return (inUse, inUse + known.Count(member => !active.Contains(member) && IsLost(member, network)));
    }

    public static HashSet<EcmpMember> MembersOf(NetworkRoute route, NetworkSnapshot network) =>
    [
        .. route.NextHops.Where(hop => hop.IsUsable).Select(hop => new EcmpMember(network.Links.GetValueOrDefault(hop.Link)?.Name ?? "", hop.Gateway?.ToString() ?? "")),
    ];

    /// <summary>Whether a member that is not in use is missing for want of its interface.</summary>
    public static bool IsLost(EcmpMember member, NetworkSnapshot network) => network.Link(member.Interface) is not { OperUp: true, Carrier: not false };

    /// <summary>Writes what changed since the last call.</summary>
    public void Save()
    {
        string text;
        lock (_gate)
        {
            if (!_dirty || file is null)
            {
                return;
            }

            _dirty = false;
            text = string.Join('\n', _seen.SelectMany(prefix => prefix.Value.Select(member => string.Create(
                CultureInfo.InvariantCulture, $"{prefix.Key} {member.Key.Interface} {member.Key.Gateway}|{member.Value.ToUnixTimeSeconds()}"))));
        }

        DurableFile.Write(file, System.Text.Encoding.UTF8.GetBytes(text));
    }

    private void Remember(string prefix, HashSet<EcmpMember> members, DateTimeOffset now)
    {
        if (!_seen.TryGetValue(prefix, out var seen))
        {
            _seen[prefix] = seen = [];
        }

        foreach (var member in members)
        {
            _dirty |= !seen.ContainsKey(member);
            seen[member] = now;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (prefix, members) in _seen.ToList())
        {
            foreach (var member in members.Where(member => now - member.Value > Horizon).ToList())
            {
                members.Remove(member.Key);
                _dirty = true;
            }

            if (members.Count == 0)
            {
                _seen.Remove(prefix);
            }
        }
    }

    private static Dictionary<string, Dictionary<EcmpMember, DateTimeOffset>> Load(string? file, DateTimeOffset now)
    {
        var seen = new Dictionary<string, Dictionary<EcmpMember, DateTimeOffset>>(StringComparer.Ordinal);
        foreach (var line in file is not null && File.Exists(file) ? File.ReadAllLines(file) : [])
        {
            var parts = line.Split('|');
            var words = parts[0].Split(' ');
            if (parts.Length == 2 && words.Length == 3 && long.TryParse(parts[1], CultureInfo.InvariantCulture, out var seconds)
                && seconds > (now - Horizon).ToUnixTimeSeconds() && seconds <= now.ToUnixTimeSeconds())
            {
                (seen.TryGetValue(words[0], out var members) ? members : seen[words[0]] = [])[new EcmpMember(words[1], words[2])] = DateTimeOffset.FromUnixTimeSeconds(seconds);
            }
        }

        return seen;
    }
}
