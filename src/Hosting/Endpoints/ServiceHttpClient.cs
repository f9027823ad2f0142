using System.Net;
using System.Net.Sockets;

namespace RouterAlertAssurance.Hosting.Endpoints;

/// <summary>How a client of another service behaves.</summary>
public sealed record ServiceHttpClientOptions
{
    /// <summary>The longest time for a whole request; 30 s by default. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for streams.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest time to connect; 5 s by default.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The largest answer that is buffered, in bytes; 64 MiB by default. Streams are not buffered.</summary>
    public long MaxBufferedResponse { get; init; } = 64L << 20;

    /// <summary>A client for streams that last: no time limit for the request as a whole.</summary>
    public static ServiceHttpClientOptions ForStreams { get; } = new() { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
}

/// <summary>Makes HTTP clients that reach a <see cref="ServiceEndpoint"/>, over TCP as well as over a Unix socket.</summary>
public static class ServiceHttpClient
{
    /// <summary>Makes a client whose base address is the endpoint. The caller owns it; make one per service and keep it.</summary>
    /// <param name="endpoint">The service; a wildcard address cannot be called.</param>
    /// <param name="options">Time and size limits; the defaults suit requests, <see cref="ServiceHttpClientOptions.ForStreams"/> suits streams.</param>
    public static HttpClient Create(ServiceEndpoint endpoint, ServiceHttpClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        options ??= new ServiceHttpClientOptions();
        return new HttpClient(CreateHandler(endpoint, options), disposeHandler: true)
        {
            BaseAddress = endpoint.BaseAddress,
            Timeout = options.Timeout,
            MaxResponseContentBufferSize = options.MaxBufferedResponse,
            DefaultRequestVersion = HttpVersion.Version11,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }

    private static SocketsHttpHandler CreateHandler(ServiceEndpoint endpoint, ServiceHttpClientOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = options.ConnectTimeout,
            AllowAutoRedirect = false,
            UseCookies = false,
            // A proxy of the environment must never see traffic between our services.
            UseProxy = false,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            // Names are looked up again now and then.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli,
        };
        if (endpoint.IsUnixSocket)
        {
            handler.ConnectCallback = async (_, cancellationToken) =>
                new NetworkStream(await endpoint.ConnectAsync(cancellationToken), ownsSocket: true);
        }

        return handler;
    }
}
