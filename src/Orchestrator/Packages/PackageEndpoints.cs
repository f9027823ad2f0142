using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Hosting.Access;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Orchestrator.Api;

namespace RouterAlertAssurance.Orchestrator.Packages;

/// <summary><c>/api/v1/packages</c>. They come from files, so they are there before the database is.</summary>
internal static class PackageEndpoints
{
    private const string YangMediaType = "application/yang";

    public static void MapPackages(this RouteGroupBuilder api)
    {
        var packages = api.MapGroup("/packages").WithTags("Packages").RequireAccess(AccessLevel.Viewer);
        packages.MapGet("", List)
            .Describe("Lists the heuristic packages", "Ordered by name, with the types and symptoms they define.").Pages().Produces<Page<PackageSummary>>();
        packages.MapPost("/reload", ReloadAsync)
            .Describe("Reads the packages' folder again", "What is good is in use at once; what is bad is refused with all its errors, and the last good version stays. The folder is watched as well.")
            .RequireAccess(AccessLevel.Administrator).Produces<PackageReloadAnswer>().ProducesProblem(503);
        packages.MapGet("/{name}", Get).Describe("Reads a package", "As in the list; `refused` says why the files that are in its folder now were not taken.").Produces<PackageSummary>().ProducesProblem(404);
        packages.MapGet("/{name}/content", Content)
            .Describe("Reads the files of a package", "As agents get them; the digest is the entity tag.").Produces<PackageContent>().ProducesProblem(404);
        packages.MapGet("/{name}/yang", Yang)
            .Describe("Reads the YANG module of a package", "Identities and parameter cases of the types it defines.").Produces<string>(200, YangMediaType).ProducesProblem(404);
    }

    private static async Task<IResult> ReloadAsync(HttpContext context, PackageReload reload, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await reload.RunAsync(cancellationToken);
            return outcome.Answer is { } answer ? Answer.Json(answer, ContractsJson.Default.PackageReloadAnswer) : StateAccess.NotThere(context, outcome.Unavailable ?? "");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return StateAccess.NotThere(context, $"The folder of the packages cannot be read: {exception.Message}");
        }
    }

    private static IResult List(HttpContext context, PackageStore store)
    {
        var (paging, problem) = Paging.Read(context.Request);
        return paging is null
            ? problem!
            : Answer.Json(paging.Of(context.Request, store.Summaries, summary => summary.Name), ContractsJson.Default.PagePackageSummary);
    }

    private static IResult Get(string name, PackageStore store) =>
        store.Summaries.FirstOrDefault(summary => summary.Name == name) is { } found ? Answer.Json(found, ContractsJson.Default.PackageSummary) : NotThere(name, store);

    private static IResult Content(string name, PackageStore store) =>
        store.ContentOf(name) is { } content ? Answer.Json(content, ContractsJson.Default.PackageContent, content.Digest) : NotThere(name, store);

    private static IResult Yang(string name, PackageStore store) =>
        store.YangOf(name) is { } module ? Answer.Text(module, YangMediaType) : NotThere(name, store);

    private static IResult NotThere(string name, PackageStore store) =>
        Problem.NotFound($"There is no package '{name}'{Suggestion.For(name, store.Summaries.Select(summary => summary.Name))}");
}
