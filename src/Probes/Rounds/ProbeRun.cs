using System.Buffers.Binary;
using System.Net.Sockets;
using System.Security.Cryptography;
using RouterAlertAssurance.Probes.Control;
using RouterAlertAssurance.Probes.Locating;
using RouterAlertAssurance.Probes.Packets;
using RouterAlertAssurance.Probes.Sockets;
using RouterAlertAssurance.Probes.Verdicts;

namespace RouterAlertAssurance.Probes.Rounds;

/// <summary>One run of a probe: its rounds, one after the other, and what comes of them.</summary>
/// <param name="request">What to find out.</param>
/// <param name="packets">What can be sent.</param>
/// <param name="client">Asks the responder.</param>
/// <param name="sender">Sends rounds.</param>
/// <param name="locator">Asks the routers.</param>
/// <param name="sustained">Packets per second that the budget lets through.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="progress">Told what is being done.</param>
/// <param name="found">Told each result.</param>
internal sealed class ProbeRun(
    ProbeRequest request,
    IPacketSender packets,
    ResponderClient client,
    RoundSender sender,
    ProbeLocator locator,
    double sustained,
    TimeProvider clock,
    IProgress<string>? progress,
    Action<ProbeResult>? found)
{
    // How long packets may be under way, and how much longer than planned a round may stay open.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);
    private static long _lastRound;
    private readonly Dictionary<ProbeProtocol, string> _refused = [];
    private readonly Dictionary<ProbeProtocol, ushort> _ports = [];

    public async Task<IReadOnlyList<ProbeResult>> RunAsync(CancellationToken cancellationToken)
    {
        RefuseWhatCannotBeSent();
        var results = new Dictionary<ProbeProtocol, ProbeResult>();
        foreach (var group in Groups())
        {
            foreach (var result in await RunGroupAsync(group, cancellationToken))
            {
                results[result.Protocol] = result;
                found?.Invoke(result);
            }
        }

        return [.. request.Protocols.Select(protocol => results.GetValueOrDefault(protocol) ?? RouterAlertProbe.Unknown(protocol, _refused.GetValueOrDefault(protocol, ""), clock))];
    }

    // What fails for one group need not fail for the next. Where nothing arrives at a low rate, a high one tells nothing more; where the two may be of different ways, the low one is
    // tried again.
    private async Task<IReadOnlyList<ProbeResult>> RunGroupAsync(ProbeProtocol[] group, CancellationToken cancellationToken)
    {
        try
        {
            var low = await RoundAsync("low", group, request.Low, cancellationToken);
            var high = await RoundAsync("high", [.. group.Where(protocol => low.TryGetValue(protocol, out var counts) && counts.RouterAlert.Received > 0)], request.High, cancellationToken);
            var again = await RoundAsync("low", [.. group.Where(protocol => low.TryGetValue(protocol, out var counts) && ProbeJudge.IsUnsettled(counts, high.GetValueOrDefault(protocol)))], request.Low, cancellationToken);
            var results = new List<ProbeResult>();
            foreach (var protocol in group.Where(low.ContainsKey))
            {
                results.Add(await LocateAsync(Judge(protocol, again.GetValueOrDefault(protocol) ?? low[protocol], high.GetValueOrDefault(protocol), again.ContainsKey(protocol)), cancellationToken));
            }

            return results;
        }
        catch (ProbeFailedException failed)
        {
            return [.. group.Select(protocol => RouterAlertProbe.Unknown(protocol, failed.Message, clock))];
        }
    }

    private void RefuseWhatCannotBeSent()
    {
        var isIpv6 = request.Source.AddressFamily == AddressFamily.InterNetworkV6;
        foreach (var protocol in request.Protocols)
        {
            if ((protocol.Refuse(isIpv6) ?? packets.Refuse(protocol)) is { } reason)
            {
                _refused[protocol] = reason;
            }
        }
    }

    private IEnumerable<ProbeProtocol[]> Groups()
    {
        var protocols = request.Protocols.Distinct().Where(protocol => !_refused.ContainsKey(protocol)).ToArray();
        return protocols.Length == 0 ? [] : request.Together ? [protocols] : protocols.Select(protocol => new[] { protocol });
    }

    private async Task<IReadOnlyDictionary<ProbeProtocol, RoundCounts>> RoundAsync(string name, ProbeProtocol[] protocols, ProbePace pace, CancellationToken cancellationToken)
    {
        if (protocols.Length == 0)
        {
            return new Dictionary<ProbeProtocol, RoundCounts>();
        }

        pace = pace.Within(sustained, protocols.Length);
        progress?.Report($"{string.Join(", ", protocols)}: {name} rate, {pace.Pairs} pairs at {pace.PerSecond:0.#}/s");
        var (round, nonce) = (NextRound(), RandomNumberGenerator.GetBytes(sizeof(ulong)));
        var opened = await client.OpenAsync(Opening(round, nonce, protocols, pace), cancellationToken);
        var targets = Targets(protocols, opened);
        var sent = await sender.SendAsync(BinaryPrimitives.ReadUInt64BigEndian(nonce), pace, targets, cancellationToken);
        await Task.Delay(Settling, clock, cancellationToken);
        var counts = Compare(sent, await client.CloseAsync(round, cancellationToken));
        return counts.ToDictionary(one => one.Key, one => one.Value with { PairsPerSecond = pace.PerSecond });
    }

    /// <summary>The counts of the protocols that the responder tells of.</summary>
    internal static IReadOnlyDictionary<ProbeProtocol, RoundCounts> Compare(
        IReadOnlyDictionary<ProbeProtocol, (SentPackets Control, SentPackets RouterAlert)> sent, RoundResults closed)
    {
        var results = closed.Streams.ToDictionary(stream => stream.Protocol);
        return sent.Where(one => results.ContainsKey(one.Key.Name)).ToDictionary(
            one => one.Key,
            one => new RoundCounts(one.Value.Control.Compare(results[one.Key.Name].Control), one.Value.RouterAlert.Compare(results[one.Key.Name].RouterAlert)) { LostByResponder = closed.Lost });
    }

    private (ProbeProtocol Protocol, ushort Port)[] Targets(ProbeProtocol[] protocols, RoundOpened opened)
    {
        foreach (var protocol in protocols)
        {
            if (opened.Refused.TryGetValue(protocol.Name, out var reason))
            {
                _refused[protocol] = reason;
            }

            _ports[protocol] = (ushort)opened.Ports.GetValueOrDefault(protocol.Name);
        }

        return [.. protocols.Where(protocol => !_refused.ContainsKey(protocol)).Select(protocol => (protocol, _ports[protocol]))];
    }

    private RoundOpening Opening(long round, byte[] nonce, ProbeProtocol[] protocols, ProbePace pace) => new(
        round,
        nonce,
        request.Source.ToString(),
        request.Destination.ToString(),
        [.. protocols.Select(protocol => protocol.Name)],
        pace.Pairs,
        pace.PerSecond,
        (pace.Duration.TotalSeconds * 2) + Slack.TotalSeconds);

    private long NextRound()
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        long last, next;
        do
        {
            last = Volatile.Read(ref _lastRound);
            next = Math.Max(now, last + 1);
        }
        while (Interlocked.CompareExchange(ref _lastRound, next, last) != last);
        return next;
    }

    private ProbeResult Judge(ProbeProtocol protocol, RoundCounts low, RoundCounts? high, bool isSettled)
    {
        var judgement = ProbeJudge.Judge(low, high, new(request.Interested.Contains(protocol), request.IsTunnelled, isSettled));
        return new(protocol, judgement.Verdict, judgement.PacketsPerSecond, low.IsDoubtful ? null : low.RouterAlert.Share, low, high, null, VerdictText.Describe(judgement, low, high), clock.GetUtcNow());
    }

    // A limit does not show, for the few packets that the search sends pass it; an option that is stripped beside it does.
    private async Task<ProbeResult> LocateAsync(ProbeResult result, CancellationToken cancellationToken)
    {
        var isLost = result.Verdict is not (ProbeVerdict.Unknown or ProbeVerdict.Carried or ProbeVerdict.Policed or ProbeVerdict.Ignored)
            || (result is { Verdict: ProbeVerdict.Policed, Low: { } low } && ProbeJudge.IsStripped(low));
        if (!request.Locate || !isLost || result.Low?.Control.TimeToLive is not { } arrived)
        {
            return result;
        }

        progress?.Report($"{result.Protocol}: {result.Verdict.ToWord()}, looking for the place");
        try
        {
            var location = await locator.LocateAsync(result.Protocol, _ports[result.Protocol], ProbePacket.UsualTimeToLive - arrived, cancellationToken);
            var verdict = ProbeJudge.Refine(result.Verdict, location.Change);
            return result with { Verdict = verdict, Location = location, Detail = $"{result.Detail}; {location.Detail}" };
        }
        catch (ProbeFailedException failed)
        {
            return result with { Detail = $"{result.Detail}; {failed.Message}" };
        }
    }
}
