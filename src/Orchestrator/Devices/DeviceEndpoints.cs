using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Hosting.Access;
using RouterAlertAssurance.Orchestrator.Api;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Devices;

/// <summary><c>/api/v1/devices</c>.</summary>
internal static class DeviceEndpoints
{
    public static void MapDevices(this RouteGroupBuilder api)
    {
        var devices = api.MapGroup("/devices").WithTags("Devices");
        devices.MapGet("", List).RequireAccess(AccessLevel.Viewer)
            .Describe("Lists the devices", "Ordered by name.").Pages().Produces<Page<DeviceDefinition>>();
        devices.MapGet("/{name}", Get).RequireAccess(AccessLevel.Viewer)
            .Describe("Reads a device", "304 when If-None-Match names the present version.").Produces<DeviceDefinition>().ProducesProblem(404);
        devices.MapPut("/{name}", PutAsync).RequireAccess(AccessLevel.Operator).Takes<DeviceDefinition>().Conditional()
            .Describe("Defines or replaces a device", "JSON or YAML. If-Match and If-None-Match are honoured.")
            .Produces<DeviceDefinition>().Produces<DeviceDefinition>(201).ProducesProblem(400).ProducesProblem(412);
        devices.MapDelete("/{name}", DeleteAsync).RequireAccess(AccessLevel.Operator).Conditional()
            .Describe("Deletes a device", "Refused with 409 while a service names it.").Produces(204).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412);
    }

    private static IResult List(HttpContext context, NetworkWriter writer)
    {
        var (paging, problem) = Paging.Read(context.Request);
        return paging is null
            ? problem!
            : Answer.Json(
                paging.Of(context.Request, writer.State().Devices.Values.Select(entry => entry.Definition), device => device.Name),
                ContractsJson.Default.PageDeviceDefinition);
    }

    private static IResult Get(string name, NetworkWriter writer) =>
        writer.State().Devices.TryGetValue(name, out var entry) ? DeviceChanges.ToAnswer(entry) : DeviceChanges.NotDefined(name, writer.State());

    private static async Task<IResult> PutAsync(string name, HttpContext context, NetworkWriter writer, DeviceChanges changes, CancellationToken cancellationToken)
    {
        var (document, problem) = await RequestDocument.ReadAsync(context, isAllText: true, cancellationToken);
        if (document is null)
        {
            return problem!;
        }

        var errors = new ErrorList();
        var definition = DeviceReader.Read(document.Root, name, errors);
        return errors.IsEmpty
            ? await writer.AnswerAsync(context, (state, now) => changes.Put(context.Request, definition, state, now), cancellationToken)
            : document.ToProblem(errors);
    }

    private static async Task<IResult> DeleteAsync(string name, HttpContext context, NetworkWriter writer, DeviceChanges changes, CancellationToken cancellationToken) =>
        await writer.AnswerAsync(context, (state, now) => changes.Delete(context.Request, name, state, now), cancellationToken);
}
