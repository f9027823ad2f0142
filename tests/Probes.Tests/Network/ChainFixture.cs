using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Probes.Tests.Network;

/// <summary>One chain of routers for all tests of a class, made when the first of them asks; each begins with routers that have no rules.</summary>
public sealed class ChainFixture : IDisposable
{
    private RouterChain? _network;

    public void Dispose() => _network?.Dispose();

    internal Task<ProbedChain> StartAsync(bool isPrivileged = true) => ProbedChain.StartAsync(Fresh(), isPrivileged);

    internal Task<CommandedChain> StartCommandsAsync() => CommandedChain.StartAsync(Fresh());

    private RouterChain Fresh()
    {
        Requirement.Root();
        Requirement.Command("nft", "nftables");
        Requirement.Command("python3", "python3");
        _network ??= new RouterChain();
        _network.Reset();
        return _network;
    }
}
