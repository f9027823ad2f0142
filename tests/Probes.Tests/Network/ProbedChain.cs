using RouterAlertAssurance.Probes.Responding;

namespace RouterAlertAssurance.Probes.Tests.Network;

/// <summary>A chain of routers, which outlives it, with a responder at its end.</summary>
internal sealed class ProbedChain : IAsyncDisposable
{
    private readonly ProbeBench _bench;
    private readonly bool _isPrivileged;

    private ProbedChain(RouterChain network, ProbeBench bench, bool isPrivileged) => (Network, _bench, _isPrivileged) = (network, bench, isPrivileged);

    public RouterChain Network { get; }

    public static async Task<ProbedChain> StartAsync(RouterChain network, bool isPrivileged = true)
    {
        var place = new NamespacePlace(network.NameOf("b"), isPrivileged);
        return new(network, await ProbeBench.StartAsync(place, new ResponderLimits()), isPrivileged);
    }

    public Task<IReadOnlyList<ProbeResult>> ProbeAsync(bool isIpv6, ProbeProtocol[] protocols, Func<ProbeRequest, ProbeRequest> change)
    {
        var request = isIpv6
            ? ProbeBench.Request(RouterChain.SourceV6, RouterChain.DestinationV6, protocols)
            : ProbeBench.Request(RouterChain.SourceV4, RouterChain.DestinationV4, protocols);
        return _bench.ProbeAsync(new NamespacePlace(Network.NameOf("a"), _isPrivileged), change(request));
    }

    public async Task<ProbeResult> ProbeOneAsync(bool isIpv6, ProbeProtocol protocol, Func<ProbeRequest, ProbeRequest> change) => (await ProbeAsync(isIpv6, [protocol], change)).Single();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();
}
