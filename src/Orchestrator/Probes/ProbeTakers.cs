using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Heuristics.Facts;

namespace RouterAlertAssurance.Orchestrator.Probes;

/// <summary>
/// The addresses of routers on which sockets take packets with Router Alert, by protocol. Queues of netfilter are no part of it: their rules, and not their programs, say which
/// packets they get.
/// </summary>
internal sealed class ProbeTakers
{
    // What an IPv6 socket takes by the value of the option, whatever the protocol is.
    private const string AnyProtocol = "any";

    private static readonly ConditionalWeakTable<FactBase, ProbeTakers> Known = [];

    private readonly ImmutableArray<ProbeTaker> _takers;
    private readonly ILookup<string, string> _addresses;

    private ProbeTakers(IEnumerable<ProbeTaker> takers)
    {
        _takers = [.. takers.Distinct().OrderBy(taker => taker.Protocol, StringComparer.Ordinal).ThenBy(taker => taker.Address, StringComparer.Ordinal)];
        _addresses = _takers.ToLookup(taker => taker.Protocol, taker => taker.Address, StringComparer.Ordinal);
    }

    public static ProbeTakers None { get; } = new([]);

    /// <summary>The takers that facts tell of.</summary>
    public static ProbeTakers Of(FactBase facts) => Known.GetValue(facts, Find);

    public bool IsSameAs(ProbeTakers other) => _takers.SequenceEqual(other._takers);

    /// <summary>Those of some protocols, in an order that follows from them alone.</summary>
    public IEnumerable<ProbeTaker> Of(IReadOnlyCollection<string> protocols) => protocols
        .SelectMany(protocol => _addresses[protocol].Union(_addresses[AnyProtocol]).Select(address => new ProbeTaker(address, protocol)))
        .Take(ProbeTask.MostTakers);

    private static ProbeTakers Find(FactBase facts)
    {
        var listeners = facts.Of(FactRelations.RouterAlertListener).Where(fact => fact["kind"] == "socket").ToLookup(fact => (Device: fact["device"], Family: fact["family"]), fact => fact["protocol"]);
        return listeners.Count == 0 ? None : new(
            from address in facts.Of(FactRelations.Address)
            from protocol in listeners[(address["device"], address["family"])]
            select new ProbeTaker(address["address"], protocol));
    }
}
