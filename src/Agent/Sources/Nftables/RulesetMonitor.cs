using System.Text;
using System.Text.Json;
using RouterAlertAssurance.Agent.Sources.Netlink;
using RouterAlertAssurance.Agent.Sources.SlowPath;
using RouterAlertAssurance.Hosting.Processes;
using RouterAlertAssurance.Nftables.Iptables;
using RouterAlertAssurance.Nftables.Policy;
using RouterAlertAssurance.Nftables.Rulesets;
using RouterAlertAssurance.Packets.Punting;

namespace RouterAlertAssurance.Agent.Sources.Nftables;

/// <summary>What the ruleset of the network namespace does to Router Alert, and what its counters say.</summary>
/// <param name="Policy">The policy, judged for the protocols that are usually of interest; the same object as long as nothing changed that decides about it.</param>
/// <param name="Counters">What its rules have counted so far.</param>
/// <param name="Punts">Who takes packets out of forwarding.</param>
internal sealed record RulesetReading(RouterAlertPolicy Policy, RuleCounters Counters, PuntSnapshot Punts);

/// <summary>
/// Lists the ruleset and works the policy out again when the listing changed in more than counters, or the interfaces, or the programs that take packets did.
/// Figures are in docs/agent.md. Thread-safe.
/// </summary>
internal sealed class RulesetMonitor(ICommandRunner runner, NetworkMonitor network, SlowPathMonitor slowPath) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private (string Signature, RouterAlertPolicy Policy)? _last;

    /// <summary>Interfaces that packets are forwarded between, in ordinal order.</summary>
    public Func<IReadOnlyList<string>> Interfaces { get; init; } = () =>
        [.. network.Current.Links.Values.Where(link => !link.IsLoopback).Select(link => link.Name).Order(StringComparer.Ordinal)];

    /// <summary>What there is now.</summary>
    /// <exception cref="IOException">The ruleset cannot be listed, or there is no other interface to forward to.</exception>
    public async Task<RulesetReading> ReadAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var interfaces = Interfaces();
            if (interfaces.Count < 2)
            {
                throw new IOException("there are no two interfaces between which packets could be forwarded");
            }

            var listing = await ListAsync(cancellationToken);
            var (ruleset, signature) = Parse(listing);
            var punts = slowPath.Read();
            signature = $"{signature} {string.Join(',', interfaces)} {SignatureOf(punts)}";
            if (_last is not { } last || last.Signature != signature)
            {
                var completed = ruleset.HasForeign ? IptablesCompletion.Complete(ruleset, await SaveAsync("iptables-save", cancellationToken), await SaveAsync("ip6tables-save", cancellationToken)) : ruleset;
                _last = (signature, RouterAlertPolicy.Of(completed, interfaces, AuditProtocol.Usual, AuditProtocol.UsuallyOfInterest, punts));
            }

            return new(_last.Value.Policy, new RuleCounters(ruleset), punts);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<ReadOnlyMemory<byte>> ListAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await runner.RunAsync("nft", ["-j", "list", "ruleset"], cancellationToken);
        }
        catch (IOException refused) when (refused.Message.Contains("not permitted", StringComparison.OrdinalIgnoreCase))
        {
            throw new IOException($"listing the ruleset needs CAP_NET_ADMIN ({refused.Message})", refused);
        }
    }

    private static (NftRuleset Ruleset, string Signature) Parse(ReadOnlyMemory<byte> listing)
    {
        try
        {
            return (NftRulesetReader.Read(listing), NftListingSignature.Of(listing.Span));
        }
        catch (JsonException wrong)
        {
            throw new IOException($"nft printed no ruleset: {wrong.Message}", wrong);
        }
    }

    // Without it modules of iptables stay unclear, which is then said of each.
    private async Task<string> SaveAsync(string program, CancellationToken cancellationToken)
    {
        try
        {
            return Encoding.UTF8.GetString((await runner.RunAsync(program, [], cancellationToken)).Span);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static string SignatureOf(PuntSnapshot punts) =>
        string.Join(';', punts.Sockets.Select(socket => $"{socket.Socket.IsIpv6} {socket.Socket.Protocol} {socket.RouterAlert} {socket.Owner}"))
        + (punts.ListenedQueues is { } queues ? string.Join(',', queues.Order()) : "?");
}
