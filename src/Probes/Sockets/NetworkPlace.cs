namespace RouterAlertAssurance.Probes.Sockets;

/// <summary>Where sockets are opened: a socket belongs to the network namespace of the thread that opens it, and stays there.</summary>
internal class NetworkPlace
{
    /// <summary>The namespace of whoever calls.</summary>
    public static NetworkPlace Here { get; } = new();

    /// <summary>Runs what opens sockets.</summary>
    public virtual T Open<T>(Func<T> open) => open();
}
