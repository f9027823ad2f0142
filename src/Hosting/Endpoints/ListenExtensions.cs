using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace RouterAlertAssurance.Hosting.Endpoints;

/// <summary>Sets up the web server for a service.</summary>
public static class ListenExtensions
{
    /// <summary>
    /// Listens on each endpoint, with the limits. A stale Unix socket (nobody listens on it) is replaced; the new one has the configured mode
    /// before it takes its first connection.
    /// </summary>
    /// <exception cref="ArgumentException">An endpoint is refused by <see cref="ListenPolicy"/>.</exception>
    public static WebApplicationBuilder ConfigureListen(
        this WebApplicationBuilder builder, IReadOnlyList<ServiceEndpoint> endpoints, ListenLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.Select(ListenPolicy.Refuse).FirstOrDefault(refusal => refusal is not null) is { } refused)
        {
            throw new ArgumentException(refused, nameof(endpoints));
        }

        limits ??= new ListenLimits();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            Apply(limits, kestrel);
            foreach (var endpoint in endpoints)
            {
                Listen(kestrel, endpoint);
            }
        });
        builder.Services.Configure<SocketTransportOptions>(transport =>
            transport.CreateBoundListenSocket = endpoint => BoundSockets.Create(endpoint, limits.SocketMode));
        return builder;
    }

    /// <summary>The endpoints a started application really listens on, with port 0 resolved.</summary>
    public static IReadOnlyList<ServiceEndpoint> ListeningOn(this WebApplication application)
    {
        ArgumentNullException.ThrowIfNull(application);
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return [.. addresses.Select(address => ServiceEndpoint.Parse(address.Replace("http://unix:", "unix:", StringComparison.Ordinal)))];
    }

    /// <summary>Raises or lowers the largest request body of these endpoints, in bytes.</summary>
    public static TBuilder WithMaxRequestBody<TBuilder>(this TBuilder builder, long bytes)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new RequestBodyLimit(bytes)));
        return builder;
    }

    private static void Listen(KestrelServerOptions kestrel, ServiceEndpoint endpoint)
    {
        if (endpoint.SocketPath is { } path)
        {
            kestrel.ListenUnixSocket(path);
        }
        else if (endpoint.Address is { } address)
        {
            kestrel.Listen(new IPEndPoint(address, endpoint.Port));
        }
        else
        {
            kestrel.ListenLocalhost(endpoint.Port);
        }
    }

    private static void Apply(ListenLimits limits, KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = limits.MaxRequestBody;
        kestrel.Limits.MaxRequestHeadersTotalSize = limits.MaxRequestHeaders;
        kestrel.Limits.MaxRequestHeaderCount = limits.MaxRequestHeaderCount;
        kestrel.Limits.MaxRequestLineSize = limits.MaxRequestLine;
        kestrel.Limits.MaxConcurrentConnections = limits.MaxConnections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = limits.MaxUpgradedConnections;
        kestrel.Limits.RequestHeadersTimeout = limits.RequestHeadersTimeout;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(limits.MinDataRate, TimeSpan.FromSeconds(5));
        kestrel.Limits.MinResponseDataRate = new MinDataRate(limits.MinDataRate, TimeSpan.FromSeconds(5));
    }

    private sealed record RequestBodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
