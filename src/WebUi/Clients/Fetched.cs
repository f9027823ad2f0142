namespace RouterAlertAssurance.WebUi.Clients;

/// <summary>The outcome of a read: a value, or why there is none. A service that is away is a value too, never an exception in a page.</summary>
public sealed record Fetched<T>(T? Value, string? Error, bool IsMissing)
    where T : class;

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
