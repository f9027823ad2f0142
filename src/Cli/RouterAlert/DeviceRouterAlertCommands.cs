using System.CommandLine;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Cli.Commands;
using RouterAlertAssurance.Contracts;

namespace RouterAlertAssurance.Cli.RouterAlert;

/// <summary><c>raa rao show</c> and <c>raa rao packets</c>: what the agent of a device knows.</summary>
internal static class DeviceRouterAlertCommands
{
    public static Command Show(CommandContext context)
    {
        var device = Device();
        var command = new Command(
            "show",
            "What becomes of Router Alert on a device, as its agent knows it now: the policy, what comes in and who sends it, what the slow path loses, what probes found, and what is not known "
            + "and why. Examples: raa rao show pe1; raa rao show pe1 --json") { device };
        context.Run(command, async (call, cancellationToken) =>
        {
            var document = await call.Api.GetAsync(PathOf(call.Parsed.GetValue(device)!), ContractsJson.Default.RouterAlertDocument, cancellationToken);
            if (call.Json)
            {
                Output.Json(call.Output, document, ContractsJson.Default.RouterAlertDocument);
            }
            else
            {
                RouterAlertText.Print(call.Output, document);
            }

            return CliExitCode.Success;
        });
        return command;
    }

    public static Command Packets(CommandContext context)
    {
        var device = Device();
        var output = new Option<string>("--output") { Description = "The capture file to write (pcapng); - for standard output", HelpName = "FILE", Required = true };
        var @interface = new Option<string?>("--interface") { Description = "Only packets of this interface", HelpName = "NAME" };
        var protocol = new Option<string?>("--protocol") { Description = "Only packets of this protocol, such as rsvp or protocol-253", HelpName = "P" };
        var command = new Command(
            "packets",
            "Download the packets with Router Alert that the agent of a device kept as evidence. Examples: raa rao packets pe1 --output pe1.pcapng; "
            + "raa rao packets pe1 --output - --protocol rsvp | tshark -r -") { device, output, @interface, protocol };
        context.Run(command, async (call, cancellationToken) =>
        {
            var query = Query(("interface", call.Parsed.GetValue(@interface)), ("protocol", call.Parsed.GetValue(protocol)));
            var file = await call.Api.GetBytesAsync($"{PathOf(call.Parsed.GetValue(device)!)}/packets.pcapng{query}", cancellationToken);
            await SaveAsync(call.Parsed.GetValue(output)!, file, cancellationToken);
            return CliExitCode.Success;
        });
        return command;
    }

    private static Argument<string> Device() => new("device") { Description = "Name of the device" };

    private static string PathOf(string device) => $"/api/v1/devices/{Uri.EscapeDataString(device)}/router-alert";

    private static string Query(params (string Name, string? Value)[] parameters)
    {
        var given = parameters.Where(parameter => parameter.Value is { Length: > 0 }).Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}").ToList();
        return given.Count == 0 ? "" : $"?{string.Join('&', given)}";
    }

    private static async Task SaveAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            if (path != "-")
            {
                await File.WriteAllBytesAsync(path, content, cancellationToken);
                return;
            }

            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(content, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(CliExitCode.Failure, $"{path}: {exception.Message}");
        }
    }
}
