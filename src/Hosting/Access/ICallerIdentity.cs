namespace RouterAlertAssurance.Hosting.Access;

/// <summary>Who sent a request, as far as access is concerned.</summary>
public interface ICallerIdentity
{
    /// <summary>A name for logs, audit and rate limits; never a secret.</summary>
    string Name { get; }

    /// <summary>Whether the caller may do what the level asks for.</summary>
    bool Has(AccessLevel level);
}

/// <summary>
/// Tells who sends a request. One implementation is registered; sign-in, tokens and mutual TLS replace that one.
/// </summary>
public interface ICallerIdentification
{
    /// <summary>The caller, or null when it cannot be told who it is.</summary>
    ValueTask<ICallerIdentity?> IdentifyAsync(Microsoft.AspNetCore.Http.HttpContext context, CancellationToken cancellationToken);
}
