using RouterAlertAssurance.Hosting.Health;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Storage;

/// <summary>Ready when the state was read and the database answers.</summary>
internal sealed class StorageReadiness(NetworkWriter writer, StateStore store) : IReadinessCheck
{
    public string Name => "orchestrator-database";

    public async ValueTask<ReadinessResult> CheckAsync(CancellationToken cancellationToken)
    {
        if (writer.Unavailable is { } reason)
        {
            return ReadinessResult.NotReady(reason);
        }

        return await store.CanConnectAsync(cancellationToken) ? ReadinessResult.Ready() : ReadinessResult.NotReady("The database does not answer");
    }
}
