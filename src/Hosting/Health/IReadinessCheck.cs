namespace RouterAlertAssurance.Hosting.Health;

/// <summary>Whether one thing a service needs is there.</summary>
/// <param name="IsReady">Whether it is there.</param>
/// <param name="Detail">What is missing, or what was found.</param>
public readonly record struct ReadinessResult(bool IsReady, string? Detail)
{
    /// <summary>It is there.</summary>
    public static ReadinessResult Ready(string? detail = null) => new(true, detail);

    /// <summary>It is missing; the detail says what and since when.</summary>
    public static ReadinessResult NotReady(string detail) => new(false, detail);
}

/// <summary>Checks one thing a service needs before it can serve, such as its database. Register as a singleton.</summary>
public interface IReadinessCheck
{
    /// <summary>A short name, unique within the service, such as <c>database</c>.</summary>
    string Name { get; }

    /// <summary>Looks, without waiting long: an answer that takes over two seconds counts as not ready.</summary>
    ValueTask<ReadinessResult> CheckAsync(CancellationToken cancellationToken);
}
