using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Live;

namespace RouterAlertAssurance.Agent.Sources.RouterAlert;

/// <summary>Where packets come from. Opened, used and disposed by one thread.</summary>
internal interface IAlertCapture : IDisposable
{
    /// <summary>Whether no more will come.</summary>
    bool IsOver { get; }

    /// <summary>Why no more will come although there should be more; null otherwise.</summary>
    string? Problem { get; }

    /// <summary>The next packet, valid until the next call; false when none came in time.</summary>
    bool TryRead(TimeSpan timeout, out CapturedPacket packet);

    /// <summary>How many were lost since the last call.</summary>
    long TakeLost();

    /// <summary>The interfaces there are, by the index in packets.</summary>
    IReadOnlyDictionary<int, string> Names();
}

/// <summary>All interfaces of the network namespace of the thread that opens it.</summary>
internal sealed class LiveAlertCapture : IAlertCapture
{
    // 8 MiB hold what comes in a tenth of a second at 400,000 packets a second.
    private static readonly PacketRingOptions Options = new()
    {
        BlockSize = 1 << 18,
        Blocks = 32,
        Filter = RouterAlertFilter.FromNetworkHeader(PacketKeep.Longest),
    };

    private readonly PacketRing _ring = PacketRing.OpenAll(Options);

    public bool IsOver => false;

    public string? Problem => null;

    public bool TryRead(TimeSpan timeout, out CapturedPacket packet) => _ring.TryRead(timeout, out packet);

    public long TakeLost() => _ring.TakeStatistics().Dropped;

    public IReadOnlyDictionary<int, string> Names() => LiveInterface.Names();

    public void Dispose() => _ring.Dispose();
}
