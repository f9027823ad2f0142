using RouterAlertAssurance.Probes.Responding;

namespace RouterAlertAssurance.Probes.Sockets;

/// <summary>Gets packets of a round as they arrive. One thread at a time.</summary>
internal interface IPacketTap : IDisposable
{
    /// <summary>The most packets that one call of <see cref="Take"/> takes, so that it returns however fast they come.</summary>
    const int MostAtOnce = 256;

    /// <summary>Takes what has arrived.</summary>
    /// <param name="wait">How long to wait when nothing has.</param>
    /// <param name="observer">Told of each packet.</param>
    /// <returns>Whether there may be more.</returns>
    bool Take(TimeSpan wait, RoundObserver observer);

    /// <summary>Packets that found no room since the last call.</summary>
    long TakeLost();
}
