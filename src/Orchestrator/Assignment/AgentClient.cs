using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Yang.Restconf;

namespace RouterAlertAssurance.Orchestrator.Assignment;

/// <summary>Brings one slice to one agent. What goes wrong is a sentence for a human; null means delivered.</summary>
internal sealed class AgentClient(HttpClient http, Func<string, PackageContent?> packageOf)
{
    private const string SubservicesPath = "restconf/data/ietf-service-assurance:subservices";

    public async Task<string?> DeliverAsync(AgentSlice slice, CancellationToken cancellationToken)
    {
        try
        {
            return await AssignAsync(slice.Assignment, cancellationToken) ?? await PutSubservicesAsync(slice.Subservices.Write(), cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            return $"not reached: {exception.GetBaseException().Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {http.Timeout.TotalSeconds} s";
        }
        catch (System.Text.Json.JsonException exception)
        {
            return $"the answer was not understood: {exception.Message}";
        }
    }

    private async Task<string?> AssignAsync(AgentAssignment assignment, CancellationToken cancellationToken)
    {
        var (missing, error) = await PutAssignmentAsync(assignment, cancellationToken);
        if (error is not null || missing.Count == 0)
        {
            return error;
        }

        foreach (var package in missing)
        {
            if (await PutPackageAsync(package, cancellationToken) is { } failed)
            {
                return failed;
            }
        }

        (missing, error) = await PutAssignmentAsync(assignment, cancellationToken);
        return error ?? (missing.Count == 0 ? null : $"still lacks package {string.Join(", ", missing.Select(package => package.Name))} after it was sent");
    }

    private async Task<(IReadOnlyList<PackageReference> Missing, string? Error)> PutAssignmentAsync(AgentAssignment assignment, CancellationToken cancellationToken)
    {
        using var response = await http.PutAsJsonAsync("api/v1/assignment", assignment, ContractsJson.Default.AgentAssignment, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return ([], $"assignment {assignment.Revision} refused: {await ReasonAsync(response, cancellationToken)}");
        }

        var answer = await response.Content.ReadFromJsonAsync(ContractsJson.Default.AssignmentAnswer, cancellationToken);
        return (answer?.MissingPackages ?? [], null);
    }

    private async Task<string?> PutPackageAsync(PackageReference package, CancellationToken cancellationToken)
    {
        if (packageOf(package.Name) is not { } content)
        {
            return $"asks for package '{package.Name}', which is not loaded here";
        }

        using var response = await http.PutAsJsonAsync(
            $"api/v1/packages/{Uri.EscapeDataString(package.Name)}", content, ContractsJson.Default.PackageContent, cancellationToken);
        return response.IsSuccessStatusCode ? null : $"package '{package.Name}' refused: {await ReasonAsync(response, cancellationToken)}";
    }

    private async Task<string?> PutSubservicesAsync(ReadOnlyMemory<byte> subservices, CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryContent(subservices);
        content.Headers.ContentType = new MediaTypeHeaderValue(RestconfError.MediaType);
        using var response = await http.PutAsync(SubservicesPath, content, cancellationToken);
        return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.NoContent
            ? null
            : $"subservices refused: {await ReasonAsync(response, cancellationToken)}";
    }

    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType == RestconfError.MediaType)
        {
            return RestconfReasons.Read(await response.Content.ReadAsByteArrayAsync(cancellationToken)) ?? $"status {(int)response.StatusCode}";
        }

        var problem = await response.ReadProblemAsync(cancellationToken);
        var first = problem.Errors is [var error, ..] && error.Pointer.Length > 0 ? $" ({error.Pointer}: {error.Detail})" : "";
        return $"{problem.Status} {problem.Detail ?? problem.Title}{first}";
    }
}
