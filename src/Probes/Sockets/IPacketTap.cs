using RouterAlertAssurance.Probes.Responding;

namespace RouterAlertAssurance.Probes.Sockets;

/// <summary>Gets packets of a round as they arrive. One thread at a time.</summary>
internal interface IPacketTap : IDisposable
{
    /// <summary>Takes what has arrived.</summary>
    /// <param name="wait">How long to wait when nothing has.</param>
    /// <param name="observer">Told of each packet.</param>
    void Take(TimeSpan wait, RoundObserver observer);

    /// <summary>Packets that found no room since the last call.</summary>
    long TakeLost();
}
