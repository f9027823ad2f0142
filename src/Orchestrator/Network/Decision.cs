namespace RouterAlertAssurance.Orchestrator.Network;

/// <summary>What a request makes of the present state.</summary>
/// <param name="Answer">The answer to give once <paramref name="Next"/> is stored.</param>
/// <param name="Next">The new state; null when nothing changes.</param>
internal sealed record Decision<T>(T Answer, NetworkState? Next = null);

/// <summary>How a write ended.</summary>
/// <param name="Answer">The decision's answer; default when the database was not there.</param>
/// <param name="Unavailable">Why nothing could be stored; null when all went well.</param>
internal sealed record WriteOutcome<T>(T? Answer, string? Unavailable);
