using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace RouterAlertAssurance.Hosting;

/// <summary>A service about to be built, or the exit code of one that is not to run.</summary>
public sealed class RaaHostBuilder
{
    private readonly WebApplicationBuilder? _web;

    internal RaaHostBuilder(HostSettings settings, WebApplicationBuilder web) => (Settings, _web) = (settings, web);

    internal RaaHostBuilder(HostSettings settings, int exitCode) => (Settings, ExitCode) = (settings, exitCode);

    /// <summary>Set when the service is not to run: 0 after <c>--check-config</c>, <c>--dump-config</c> or <c>--help</c>, otherwise an error.</summary>
    public int? ExitCode { get; }

    /// <summary>The options every service has, as configured.</summary>
    public HostSettings Settings { get; }

    /// <summary>The builder underneath.</summary>
    /// <exception cref="InvalidOperationException"><see cref="ExitCode"/> is set.</exception>
    public WebApplicationBuilder Web => _web ?? throw new InvalidOperationException("The service is not to run: return ExitCode.");

    /// <summary>The services of the application.</summary>
    public IServiceCollection Services => Web.Services;

    /// <summary>Builds the application with what every service has already in its pipeline.</summary>
    public WebApplication Build() => Web.Build().UseRaaHosting();
}
