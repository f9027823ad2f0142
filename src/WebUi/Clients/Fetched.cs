namespace RouterAlertAssurance.WebUi.Clients;

/// <summary>
/// The outcome of a read: a value, or why there is none. A service that is away is a value too, never an exception in a page. A value with an
/// error is the last one that could be read.
/// </summary>
public sealed record Fetched<T>(T? Value, string? Error, bool IsMissing)
    where T : class
{
    /// <summary>Whether the service answered, if only that there is no such thing.</summary>
    public bool IsAnswer => Error is null || IsMissing;

    /// <summary>This outcome; when it is a failure, what was read before with the error beside it, so that a page never goes blank.</summary>
    public Fetched<T> OrKeep(Fetched<T>? previous) => IsAnswer || previous?.Value is null ? this : previous with { Error = Error };
}

/// <summary>Makes outcomes.</summary>
internal static class Fetched
{
    public static Fetched<T> Of<T>(T value)
        where T : class => new(value, null, IsMissing: false);

    public static Fetched<T> Failed<T>(string error)
        where T : class => new(null, error, IsMissing: false);

    public static Fetched<T> Missing<T>(string error)
        where T : class => new(null, error, IsMissing: true);
}
