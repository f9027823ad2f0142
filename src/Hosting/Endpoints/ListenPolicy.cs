namespace RouterAlertAssurance.Hosting.Endpoints;

/// <summary>Decides where a service may listen. Until sign-in and TLS exist that is loopback and Unix sockets only.</summary>
public static class ListenPolicy
{
    /// <summary>Returns why the service must not listen there, or null when it may.</summary>
    public static string? Refuse(ServiceEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (!endpoint.IsLocal)
        {
            return $"refusing to listen on {endpoint}: it can be reached from other machines, and sign-in and TLS are not there yet (they will come). "
                + "Listen on http://127.0.0.1:PORT, http://[::1]:PORT or unix:/PATH, and use an SSH tunnel for remote access";
        }

        return endpoint is { Host: "localhost", IsUnixSocket: false, Port: 0 }
            ? "port 0 (any free port) needs an address: write http://127.0.0.1:0 or http://[::1]:0"
            : null;
    }

    /// <summary>Reads the values of <c>--listen</c>; every refused value gives one error.</summary>
    public static (IReadOnlyList<ServiceEndpoint> Endpoints, IReadOnlyList<string> Errors) Read(IEnumerable<string> values)
    {
        var endpoints = new List<ServiceEndpoint>();
        var errors = new List<string>();
        foreach (var value in values)
        {
            if (!ServiceEndpoint.TryParse(value, out var endpoint, out var error) || (error = Refuse(endpoint)) is not null)
            {
                errors.Add(error);
            }
            else if (!endpoints.Contains(endpoint))
            {
                endpoints.Add(endpoint);
            }
        }

        return (endpoints, errors);
    }
}
