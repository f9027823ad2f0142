using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Probes.Control;
using RouterAlertAssurance.Probes.Responding;

namespace RouterAlertAssurance.Cli.Probing;

/// <summary><c>raa probe respond</c>: the other end of <c>raa probe rao</c>.</summary>
internal static class ProbeRespondCommand
{
    private const int LongestDuration = 86_400;

    private const string Help =
        "Receive the packets of 'raa probe rao' and tell who sends them how they arrived. Only who has the key is answered; at most 8 rounds at a time, of --budget packets/s each, are taken. "
        + "Seeing packets as they are on the wire needs CAP_NET_RAW; without it udp alone is received. Ends with Ctrl+C, or after --duration.\n\n"
        + "Exit code: 0 ended as asked, 2 the command line is wrong, 3 the endpoint is taken.\n\n"
        + "Examples:\n"
        + "  openssl rand -hex 32 > probe.key; chmod 600 probe.key\n"
        + "  raa probe respond --listen http://198.51.100.2:7870 --key-file probe.key\n"
        + "  raa probe respond --listen unix:/run/raa/probe.sock --key-file probe.key --address 10.3.0.2 --duration 600";

    public static Command Create()
    {
        var listen = new Option<string>("--listen") { Description = "Where to answer: http://ADDRESS:PORT or unix:/PATH", HelpName = "ENDPOINT", Required = true };
        var key = new Option<string>("--key-file") { Description = "File with the key that both ends have, 16 octets or more", HelpName = "FILE", Required = true };
        var address = new Option<string?>("--address") { Description = "The address of this machine to receive packets at; without it any", HelpName = "ADDRESS" };
        var duration = new Option<int?>("--duration") { Description = "End after so many seconds", HelpName = "SECONDS" };
        var budget = BudgetOption.Create($"The most packets per second of a round that is taken, 1 to {BudgetOption.Most}");
        address.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !IPAddress.TryParse(text, out _))
            {
                result.AddError($"--address '{text}' is no IPv4 or IPv6 address.");
            }
        });
        duration.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > LongestDuration)
            {
                result.AddError($"--duration takes a number from 1 to {LongestDuration}.");
            }
        });
        var command = new Command("respond", Help) { listen, key, address, duration, budget };
        command.SetAction(async (parsed, cancellationToken) => await ProbeOutput.GuardAsync(parsed.InvocationConfiguration, async () =>
        {
            var task = new ResponderTask(ProbeRaoCommand.TaskId, KeyFile.Read(parsed.GetValue(key)!)) { Destination = parsed.GetValue(address) is { } at ? IPAddress.Parse(at) : null };
            if (!ServiceEndpoint.TryParse(parsed.GetValue(listen), out var endpoint, out var error))
            {
                throw new CommandFailure(CliExitCode.Usage, $"--listen: {error}");
            }

            using var responder = new ProbeResponder(new ResponderLimits { PacketsPerSecond = parsed.GetValue(budget) });
            responder.Replace([task]);
            return await RunAsync(endpoint, responder, parsed.GetValue(duration), parsed.InvocationConfiguration.Output, cancellationToken);
        }));
        return command;
    }

    private static async Task<int> RunAsync(ServiceEndpoint endpoint, ProbeResponder responder, int? seconds, TextWriter output, CancellationToken cancellationToken)
    {
        await using var application = Build(endpoint, responder);
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch (Exception taken) when (taken is IOException or AddressInUseException or SocketException)
        {
            throw new CommandFailure(Hosting.RaaExitCode.AddressInUse, $"cannot listen on {endpoint}: {taken.Message.TrimEnd('.')}");
        }

        await output.WriteLineAsync($"answering on {string.Join(", ", application.ListeningOn())}");
        await output.FlushAsync(cancellationToken);
        try
        {
            await Task.Delay(seconds is { } limit ? TimeSpan.FromSeconds(limit) : Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C is how it is ended.
        }

        await application.StopAsync(CancellationToken.None);
        return CliExitCode.Success;
    }

    // Nothing here but the two calls of a probe, each of which wants the key: it may be reached from other machines, unlike the services.
    private static WebApplication Build(ServiceEndpoint endpoint, ProbeResponder responder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (endpoint.IsUnixSocket)
        {
            builder.ConfigureListen([endpoint]);
        }
        else
        {
            builder.WebHost.ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxConcurrentConnections = 64;
                kestrel.Limits.MaxRequestHeadersTotalSize = 8 << 10;
                kestrel.Listen(new IPEndPoint(endpoint.Address ?? (endpoint.Host == "*" ? IPAddress.IPv6Any : IPAddress.Loopback), endpoint.Port));
            });
        }

        var application = builder.Build();
        application.MapProbeResponder(responder);
        return application;
    }
}
