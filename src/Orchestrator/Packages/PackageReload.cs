using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Orchestrator.Decomposition;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Packages;

/// <summary>
/// Reads the packages' folder again. What is good is in use at once: services are decomposed anew and agents get the new files. What is bad is
/// refused with all its errors, and the last good version stays at work.
/// </summary>
internal sealed partial class PackageReload(
    PackageStore packages, NetworkWriter writer, NetworkPlanner planner, FolderAccess folder, OrchestratorOptions options, TimeProvider time, ILogger<PackageReload> logger)
{
    /// <exception cref="IOException">The folder cannot be listed, or not in time.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be listed.</exception>
    public async Task<WriteOutcome<PackageReloadAnswer>> RunAsync(CancellationToken cancellationToken)
    {
        var sources = await folder.RunAsync(() => PackageSource.ReadAll(options.PackageDirectory), cancellationToken);
        return await writer.WriteAsync<PackageReloadAnswer>((state, now) => Take(sources, state, now), cancellationToken);
    }

    private Decision<PackageReloadAnswer> Take(IReadOnlyList<PackageSource> sources, NetworkState state, DateTimeOffset now)
    {
        var before = packages.Current;
        var reload = CatalogReload.Of(
            before.Catalog, sources, after => ServiceConflicts.Of(before.Catalog, after, state.Services.Values.Select(entry => entry.Definition)));
        var refusals = reload.Refused.ToDictionary(refused => refused.Name, refused => RefusalOf(refused, before), StringComparer.Ordinal);
        var next = new PackageSet(reload.Catalog, refusals);
        var outcomes = Outcomes(before.Catalog, next).ToList();
        Tell(outcomes, before);
        packages.Use(next);
        return new(new(outcomes), ReferenceEquals(reload.Catalog, before.Catalog) ? null : planner.Plan(state, now).State);
    }

    // Errors that are told already keep their time.
    private PackageRefusal RefusalOf(RefusedPackage refused, PackageSet before)
    {
        var refusal = PackageSummaries.Of(refused.Errors, time.GetUtcNow());
        return before.Refusals.GetValueOrDefault(refused.Name) is { } known && known.Errors.SequenceEqual(refusal.Errors) ? known : refusal;
    }

    private static IEnumerable<PackageOutcome> Outcomes(PackageCatalog before, PackageSet after)
    {
        var names = before.Packages.Concat(after.Catalog.Packages).Select(loaded => loaded.Package.Name).Concat(after.Refusals.Keys);
        foreach (var name in names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (old, now) = (before.Find(name)?.Package, after.Catalog.Find(name)?.Package);
            var refusal = after.Refusals.GetValueOrDefault(name);
            var outcome = refusal is not null ? "refused" : old is null ? "added" : now is null ? "removed" : old.Digest == now.Digest ? "unchanged" : "replaced";
            yield return new(name, now?.Version ?? "", outcome, refusal, PackageSummaries.WarningsOf(after.Catalog.Find(name)));
        }
    }

    private void Tell(List<PackageOutcome> outcomes, PackageSet before)
    {
        foreach (var outcome in outcomes.Where(outcome => outcome.Outcome != "unchanged"))
        {
            if (outcome.Refused is not { } refusal)
            {
                LogTaken(outcome.Name, outcome.Outcome, outcome.Version);
                foreach (var warning in outcome.Warnings ?? [])
                {
                    LogWarning(outcome.Name, ErrorOf(warning));
                }
            }
            else if (!ReferenceEquals(refusal, before.Refusals.GetValueOrDefault(outcome.Name)))
            {
                foreach (var error in refusal.Errors)
                {
                    LogRefused(outcome.Name, outcome.Version.Length > 0 ? "what was in use stays" : "nothing of it is in use", ErrorOf(error));
                }
            }
        }
    }

    private static PackageError ErrorOf(PackageProblem problem) =>
        new(problem.File, problem.Line, problem.Column, problem.Path, problem.Message, problem.Suggestion);

    [LoggerMessage(EventId = 2601, Level = LogLevel.Information, Message = "Package {Package} {Outcome}, version {Version}")]
    private partial void LogTaken(string package, string outcome, string version);

    [LoggerMessage(EventId = 2602, Level = LogLevel.Error, Message = "Package {Package} is refused, {Consequence}: {Error}")]
    private partial void LogRefused(string package, string consequence, PackageError error);

    [LoggerMessage(EventId = 2603, Level = LogLevel.Warning, Message = "Package {Package}: {Warning}")]
    private partial void LogWarning(string package, PackageError warning);
}
