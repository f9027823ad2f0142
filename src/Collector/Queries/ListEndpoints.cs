using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Collector.Queries;

/// <summary><c>GET /api/v1/services</c> and <c>GET /api/v1/subservices</c>.</summary>
internal static class ListEndpoints
{
    public static void MapLists(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/services", Services)
            .WithName("listServices")
            .TakesDeclaredQuery()
            .WithSummary("Service instances with their health, worst first")
            .WithTags("Health")
            .Produces<Page<ServiceItem>>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        routes.MapGet("/api/v1/subservices", Subservices)
            .WithName("listSubservices")
            .TakesDeclaredQuery()
            .WithSummary("All nodes of the assurance graph with their health, service instances included, worst first")
            .WithTags("Health")
            .Produces<Page<SubserviceItem>>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static IResult Services(HttpContext context, CurrentState current, [AsParameters] NodeListQuery query)
    {
        var errors = new QueryErrors();
        var filter = NodeFilter.Read(query, errors);
        if (Refuse(context, current, errors) is { } refusal)
        {
            return refusal;
        }

        var items = current.State!.Views.Values
            .Where(view => view.Service is { } service && filter.Accepts(view, service.Type, service.Name))
            .Select(view => view.Service!)
            .Select(item => (filter.Order.KeyOf(item.Type, item.Name, item.Score, item.Since), item));
        return Results.Json(Paging.Cut(context.Request, filter, items), ContractsJson.Default.PageServiceItem);
    }

    private static IResult Subservices(HttpContext context, CurrentState current, [AsParameters] SubserviceListQuery query)
    {
        var errors = new QueryErrors();
        var filter = NodeFilter.Read(query, errors);
        if (Refuse(context, current, errors) is { } refusal)
        {
            return refusal;
        }

        var items = current.State!.Views.Values
            .Where(view => filter.Accepts(view, view.Entry.Id.Type, view.Entry.Id.Id))
            .Select(view => (filter.Order.KeyOf(view.Entry.Id.Type, view.Entry.Id.Id, view.Status.Score, view.Status.Since), NodeDocuments.Item(view)));
        return Results.Json(Paging.Cut(context.Request, filter, items), ContractsJson.Default.PageSubserviceItem);
    }

    private static IResult? Refuse(HttpContext context, CurrentState current, QueryErrors errors) =>
        errors.Any ? Problem.Validation(errors.All)
        : current.State is null ? Problems.NotLoaded(context)
        : null;
}
