using System.Collections.Immutable;
using RouterAlertAssurance.Nftables.Rulesets;

namespace RouterAlertAssurance.Nftables.Evaluation;

/// <summary>
/// Works out what a ruleset does to a packet that a router forwards: each thing that may become of it, with the conditions. Limits, and what is not
/// known here, go both ways.
/// </summary>
/// <param name="ruleset">The ruleset.</param>
/// <param name="listenedQueues">Numbers of the queues to which a program listens; null where they are not known: then somebody does.</param>
public sealed class NftEvaluator(NftRuleset ruleset, IReadOnlySet<int>? listenedQueues = null)
{
    // A packet does not meet more limits and unknowns than this in a ruleset that anybody wrote; beyond it each goes one way only.
    private const int MostConditions = 10;
    private const int DeepestJump = 16;

    private readonly NftMatcher _matcher = new(ruleset);

    /// <summary>Where a forwarded packet passes, in order.</summary>
    private static readonly string[] Hooks = ["ingress", "prerouting", "forward", "postrouting", "egress"];

    /// <summary>Where a packet passes before programs that ask for Router Alert get it, which is at the beginning of forwarding.</summary>
    private static readonly string[] HooksOfArrival = ["ingress", "prerouting"];

    /// <summary>Everything that may become of a packet.</summary>
    public ImmutableArray<NftOutcome> Forward(NftPacket packet) => Pass(packet, Hooks);

    /// <summary>Everything that may become of a packet before a program can take it.</summary>
    public ImmutableArray<NftOutcome> Arrive(NftPacket packet) => Pass(packet, HooksOfArrival);

    private ImmutableArray<NftOutcome> Pass(NftPacket packet, string[] hooks)
    {
        ArgumentNullException.ThrowIfNull(packet);
        var open = new List<Walk> { new(packet, [], null) };
        foreach (var hook in hooks)
        {
            // Hop-by-Hop Options are read before this hook, options of IPv4 behind it (ipv6_rcv_core, ip_rcv_finish).
            var isReadHere = hook == "prerouting";
            open = isReadHere && packet.IsIpv6 ? Parsed(open) : open;
            foreach (var chain in ruleset.AtHook(hook).Where(chain => chain.Sees(packet.IsIpv6) && IsOnTheWay(chain, packet)))
            {
                var output = hook is "ingress" or "prerouting" ? "" : packet.Output;
                open = [.. open.SelectMany(walk => walk.IsOver ? [walk] : AtPolicy(chain, Run(chain, 0, walk.RoutedTo(output), DeepestJump)))];
            }

            open = isReadHere && !packet.IsIpv6 ? Parsed(open) : open;
        }

        return [.. open.Select(walk => walk.ToOutcome())];
    }

    // What a rule made malformed is dropped by that rule.
    private static List<Walk> Parsed(List<Walk> open) => [.. open.Select(walk => walk.IsOver || !NftIpOptions.IsRefused(walk.Packet) ? walk : walk.Dropped(walk.Rewriter))];

    private static bool IsOnTheWay(NftChain chain, NftPacket packet) => chain.Hook switch
    {
        "ingress" => chain.Devices.Contains(packet.Input),
        "egress" => chain.Devices.Contains(packet.Output),
        _ => true,
    };

    // What was accepted in one chain still passes through the later ones.
    private static IEnumerable<Walk> AtPolicy(NftChain chain, IEnumerable<Walk> walks) => walks.Select(walk =>
        walk.IsOver ? walk
        : walk.IsAccepted || !chain.DropsByDefault ? walk with { IsAccepted = false }
        : walk.Dropped(new(chain.ToString(), 0, "")));

    private IEnumerable<Walk> Run(NftChain chain, int from, Walk walk, int deepest)
    {
        for (var at = from; at < chain.Rules.Length; at++)
        {
            var rule = chain.Rules[at];

            // Most rules of a long chain are not for this packet: that costs no more than asking.
            if (rule.Statements is [NftMatch first, ..] && _matcher.Holds(first, walk.Packet, chain) == false)
            {
                continue;
            }

            var steps = Apply(chain, rule, 0, walk, deepest).ToList();
            if (steps is not [{ Next: Step.NextRule } only])
            {
                // Each way goes on by itself behind this rule.
                return steps.SelectMany(step => step.Next == Step.NextRule ? Run(chain, at + 1, step.Walk, deepest) : [step.Walk]);
            }

            walk = only.Walk;
        }

        return [walk];
    }

    private IEnumerable<Step> Apply(NftChain chain, NftRule rule, int from, Walk walk, int deepest)
    {
        var place = new NftPlace(chain.ToString(), rule.Handle, rule.Comment);
        for (var at = from; at < rule.Statements.Length; at++)
        {
            switch (rule.Statements[at])
            {
                case NftMatch match:
                    var holds = _matcher.Holds(match, walk.Packet, chain);
                    if (holds is null)
                    {
                        return Split(chain, rule, at, walk, deepest, value => new NftUnknownCondition(place, match.ToString(), value));
                    }

                    if (!holds.Value)
                    {
                        return [new(walk, Step.NextRule)];
                    }

                    break;
                case NftPacketTest test:
                    if (!test.Holds(walk.Packet.Octets))
                    {
                        return [new(walk, Step.NextRule)];
                    }

                    break;
                case NftUnknown { MayEnd: true } taker:
                    return Taken(taker.Text, place, walk);
                case NftUnknown unknown:
                    return Split(chain, rule, at, walk, deepest, value => new NftUnknownCondition(place, unknown.Text, value));
                case NftLimit or NftLimitReference:
                    var limit = _matcher.LimitOf(rule.Statements[at], chain);
                    return limit is null
                        ? Split(chain, rule, at, walk, deepest, value => new NftUnknownCondition(place, rule.Statements[at].ToString(), value))
                        : Split(chain, rule, at, walk, deepest, value => new NftRateCondition(place, limit, value == limit.IsOver));
                case NftMangle mangle:
                    if (NftMatcher.Mangle(mangle, walk.Packet) is not { } rewritten)
                    {
                        return Taken(mangle.ToString(), place, walk);
                    }

                    walk = walk.Rewritten(rewritten, place);
                    break;
                case NftVerdictMap map:
                    return Choose(chain, place, map, walk, deepest);
                case NftVerdict verdict:
                    return End(chain, place, verdict, walk, deepest);
            }
        }

        return [new(walk, Step.NextRule)];
    }

    private IEnumerable<Step> Split(NftChain chain, NftRule rule, int at, Walk walk, int deepest, Func<bool, NftCondition> condition)
    {
        // The same limit or unknown was decided before on this way.
        if (walk.Conditions.FirstOrDefault(known => Equals(known, condition(true)) || Equals(known, condition(false))) is { } known)
        {
            return Equals(known, condition(true)) ? Apply(chain, rule, at + 1, walk, deepest) : [new(walk, Step.NextRule)];
        }

        var not = new Step(walk with { Conditions = walk.Conditions.Add(condition(false)) }, Step.NextRule);
        return walk.Conditions.Length >= MostConditions
            ? [not]
            : [not, .. Apply(chain, rule, at + 1, walk with { Conditions = walk.Conditions.Add(condition(true)) }, deepest)];
    }

    // One way for each verdict that the map may have.
    private IEnumerable<Step> Choose(NftChain chain, NftPlace place, NftVerdictMap map, Walk walk, int deepest)
    {
        var possible = _matcher.Find(map, walk.Packet, chain);
        return possible.Length == 1 ? Ended(possible[0], walk)
            : walk.Conditions.Length >= MostConditions ? Ended(possible[^1], walk)
            : possible.SelectMany(verdict => Ended(verdict, walk with { Conditions = walk.Conditions.Add(new NftUnknownCondition(place, $"vmap {map.Key}", verdict is not null)) }));

        IEnumerable<Step> Ended(NftVerdict? verdict, Walk so) => verdict is null ? [new(so, Step.NextRule)] : End(chain, place, verdict, so, deepest);
    }

    private IEnumerable<Step> End(NftChain chain, NftPlace place, NftVerdict verdict, Walk walk, int deepest)
    {
        switch (verdict.Kind)
        {
            case NftVerdictKind.Accept:
                return [new(walk with { IsAccepted = true, Place = place }, Step.EndOfChain)];
            case NftVerdictKind.Drop:
                return [new(walk.Dropped(place), Step.EndOfChain)];
            case NftVerdictKind.Queue:
                return [new(Queue(verdict, place, walk), Step.EndOfChain)];
            case NftVerdictKind.Return:
                return [new(walk, Step.EndOfChain)];
            case NftVerdictKind.Jump or NftVerdictKind.Goto when deepest > 0 && ruleset.Find(chain, verdict.Target) is { } target:
                var isJump = verdict.Kind == NftVerdictKind.Jump;
                return Run(target, 0, walk, deepest - 1).Select(after => new Step(after, isJump && !after.IsOver && !after.IsAccepted ? Step.NextRule : Step.EndOfChain));
            default:
                return [new(walk, Step.NextRule)];
        }
    }

    // It goes on behind the rule, or not.
    private static IEnumerable<Step> Taken(string what, NftPlace place, Walk walk)
    {
        var isTaken = walk with { End = NftEnd.Unknown, Place = place, IsOver = true, Conditions = walk.Conditions.Add(new NftUnknownCondition(place, what, true)) };
        return walk.Conditions.Length >= MostConditions
            ? [new(isTaken, Step.EndOfChain)]
            : [new(walk with { Conditions = walk.Conditions.Add(new NftUnknownCondition(place, what, false)) }, Step.NextRule), new(isTaken, Step.EndOfChain)];
    }

    // Without a listener the packet is lost, or passes this hook.
    private Walk Queue(NftVerdict verdict, NftPlace place, Walk walk) => NftQueues.HasListener(verdict, listenedQueues) != false
        ? walk with { End = NftEnd.Queued, Place = place, Target = verdict.Target, IsOver = true }
        : NftQueues.IsBypassed(verdict) ? walk with { IsAccepted = true, Place = place }
        : walk.Dropped(place) with { Target = verdict.Target };

    /// <summary>One way of a packet so far.</summary>
    private sealed record Walk(NftPacket Packet, ImmutableArray<NftCondition> Conditions, NftPlace? Place)
    {
        public NftEnd End { get; init; } = NftEnd.Forwarded;

        public string Target { get; init; } = "";

        // Of a packet that is sent on, a rule that rewrote it says more than one that let it pass.
        public NftPlace? Rewriter { get; init; }

        public bool IsAccepted { get; init; }

        public bool IsOver { get; init; }

        public Walk Dropped(NftPlace? place) => this with { End = NftEnd.Dropped, Place = place, IsOver = true };

        public Walk Rewritten(NftPacket packet, NftPlace place) => ReferenceEquals(packet, Packet) ? this : this with { Packet = packet, Rewriter = place };

        public Walk RoutedTo(string output) => this with { Packet = Packet with { Output = output } };

        public NftOutcome ToOutcome() => new(End, End == NftEnd.Forwarded ? Rewriter ?? Place : Place, Target, Packet, Conditions);
    }

    private sealed record Step(Walk Walk, bool Next)
    {
        public const bool NextRule = true;
        public const bool EndOfChain = false;
    }
}
