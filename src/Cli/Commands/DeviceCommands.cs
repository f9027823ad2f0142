using System.CommandLine;
using RouterAlertAssurance.Cli.Client;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary><c>raa device list|get|put|delete</c>.</summary>
internal static class DeviceCommands
{
    private static readonly Argument<string> Name = new("name") { Description = "Name of the device" };

    public static Command Create(CommandContext context) =>
        new("device", "Define the devices that services run on") { List(context), Get(context), Put(context), Delete(context) };

    private static Command List(CommandContext context)
    {
        var command = new Command("list", "All devices. Example: raa device list --json");
        context.Run(command, async (call, cancellationToken) =>
        {
            var page = await PageReader.AllAsync(call.Api, "/api/v1/devices", Contracts.ContractsJson.Default.PageDeviceDefinition, cancellationToken);
            if (call.Json)
            {
                Output.Json(call.Output, new Contracts.Queries.Page<Contracts.Definitions.DeviceDefinition>(page, null), Contracts.ContractsJson.Default.PageDeviceDefinition);
                return CliExitCode.Success;
            }

            Output.Table(call.Output, ["NAME", "ROLE", "AGENT"], [.. page.Select(device => new[] { device.Name, device.Role, device.Agent ?? device.Name })]);
            return CliExitCode.Success;
        });
        return command;
    }

    private static Command Get(CommandContext context)
    {
        var command = new Command("get", "The definition of a device, as JSON. Example: raa device get pe1") { Name };
        context.Run(command, async (call, cancellationToken) =>
        {
            Output.JsonText(call.Output, await call.Api.GetTextAsync(PathOf(call), cancellationToken));
            return CliExitCode.Success;
        });
        return command;
    }

    private static Command Put(CommandContext context)
    {
        var file = new Argument<string>("file") { Description = "Definition as YAML or JSON; - for standard input" };
        var command = new Command("put", "Define a device or change it. Example: raa device put pe1 pe1.yaml") { Name, file };
        context.Run(command, async (call, cancellationToken) =>
        {
            var (text, mediaType) = await DefinitionFile.ReadAsync(call.Parsed.GetValue(file)!, cancellationToken);
            var (status, body) = await call.Api.PutAsync(PathOf(call), text, mediaType, etag: null, cancellationToken);
            if (call.Json)
            {
                Output.JsonText(call.Output, body);
            }
            else
            {
                await call.Output.WriteLineAsync($"{call.Parsed.GetValue(Name)} {(status == 201 ? "created" : "changed")}");
            }

            return CliExitCode.Success;
        });
        return command;
    }

    private static Command Delete(CommandContext context)
    {
        var command = new Command("delete", "Delete a device that no service uses. Example: raa device delete pe1") { Name };
        context.Run(command, async (call, cancellationToken) =>
        {
            await call.Api.DeleteAsync(PathOf(call), etag: null, cancellationToken);
            return CliExitCode.Success;
        });
        return command;
    }

    private static string PathOf(CommandCall call) => $"/api/v1/devices/{Uri.EscapeDataString(call.Parsed.GetValue(Name)!)}";
}
