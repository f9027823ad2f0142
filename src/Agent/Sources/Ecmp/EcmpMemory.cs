using System.Collections.Immutable;
using System.Text;
using RouterAlertAssurance.Agent.Running;
using RouterAlertAssurance.Agent.Sources.Netlink;

namespace RouterAlertAssurance.Agent.Sources.Ecmp;

/// <summary>A next hop as it is remembered: by interface name, since an interface that comes back may have another index.</summary>
internal readonly record struct EcmpMember(string Interface, string Gateway);

/// <summary>
/// Remembers how many equal-cost next hops each destination had within the last hour, and which, so that a lost path can be told from one that
/// never was. Survives a restart. Thread-safe.
/// </summary>
internal sealed class EcmpMemory(string? file, TimeProvider time)
{
    public static readonly TimeSpan Horizon = TimeSpan.FromHours(1);
    private static readonly TimeSpan SaveInterval = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, EcmpRecord> _records = EcmpFile.Read(file, time.GetUtcNow() - Horizon, time.GetUtcNow());
    private DateTimeOffset _saved = time.GetUtcNow();
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
                if (members.Count > 1 || _records.ContainsKey(prefix))
                {
                    _dirty |= RecordOf(prefix).Note(members, now);
                }
            }

            Forget(now - Horizon);
        }
    }

    /// <summary>Forgets next hops that are not in use because they were taken out on purpose, and the larger numbers that included them.</summary>
    public void Retire(NetworkSnapshot network, Func<NetworkRoute, string, bool> wasTakenOut)
    {
        lock (_gate)
        {
            foreach (var route in network.Routes)
            {
                if (_records.TryGetValue(route.Prefix.ToString(), out var record))
                {
                    var inUse = MembersOf(route, network);
                    _dirty |= record.Retire(member => !inUse.Contains(member) && wasTakenOut(route, member.Interface));
                }
            }
        }
    }

    /// <summary>Next hops in use, and the largest number seen within the hour.</summary>
    public (int InUse, int Expected) Count(NetworkRoute route, NetworkSnapshot network)
    {
        var inUse = MembersOf(route, network).Count;
        lock (_gate)
        {
            return (inUse, Math.Max(inUse, _records.GetValueOrDefault(route.Prefix.ToString())?.Largest ?? 0));
        }
    }

    /// <summary>
    /// Next hops that were in use within the hour and are missing for want of their interface. One that routing took out while its interface
    /// works is not lost but gone.
    /// </summary>
    public ImmutableArray<EcmpMember> Lost(NetworkRoute route, NetworkSnapshot network)
    {
        var inUse = MembersOf(route, network);
        lock (_gate)
        {
            return _records.TryGetValue(route.Prefix.ToString(), out var record)
                ? [.. record.Members.Where(member => !inUse.Contains(member) && IsDown(member.Interface, network)).OrderBy(member => member.Interface, StringComparer.Ordinal)]
                : [];
        }
    }

    public static HashSet<EcmpMember> MembersOf(NetworkRoute route, NetworkSnapshot network) =>
    [
        .. route.NextHops.Where(hop => hop.IsUsable).Select(hop => new EcmpMember(network.Links.GetValueOrDefault(hop.Link)?.Name ?? "", hop.Gateway?.ToString() ?? "")),
    ];

    /// <summary>Writes what is new since the last call, and from time to time when it was last seen.</summary>
    public void Save()
    {
        string text;
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (file is null || !(_dirty || (_records.Count > 0 && now - _saved > SaveInterval)))
            {
                return;
            }

            _dirty = false;
            _saved = now;
            text = EcmpFile.Write(_records);
        }

        DurableFile.Write(file, Encoding.UTF8.GetBytes(text));
    }

    private static bool IsDown(string name, NetworkSnapshot network) => network.Link(name) is not { OperUp: true, Carrier: not false };

    private EcmpRecord RecordOf(string prefix) => _records.TryGetValue(prefix, out var record) ? record : _records[prefix] = new EcmpRecord();

    private void Forget(DateTimeOffset before)
    {
        foreach (var (prefix, record) in _records.ToList())
        {
            _dirty |= record.Forget(before);
            if (record.Largest == 0)
            {
                _records.Remove(prefix);
            }
        }
    }
}
