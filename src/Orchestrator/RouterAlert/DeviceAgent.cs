using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Orchestrator.Devices;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.RouterAlert;

/// <summary>The agent of a device, to be asked something: the orchestrator is what knows where agents are reached.</summary>
internal static class DeviceAgent
{
    /// <summary>The largest answer that is handed on, in octets.</summary>
    private const long LargestAnswer = 8 << 20;

    private static readonly ServiceHttpClientOptions Options = new() { Timeout = TimeSpan.FromSeconds(10), MaxBufferedResponse = LargestAnswer };

    /// <summary>Asks, and answers what becomes of it; 404 for a device nobody defined, 503 where its agent does not answer, what the agent says where it refuses.</summary>
    /// <param name="device">The device.</param>
    /// <param name="state">The network.</param>
    /// <param name="query">What to ask: path and query on the agent.</param>
    /// <param name="answer">Makes the answer of the agent's.</param>
    /// <param name="cancellationToken">Whoever asked has gone.</param>
    public static async Task<IResult> AskAsync(string device, NetworkState state, string query, Func<HttpContent, Task<IResult>> answer, CancellationToken cancellationToken)
    {
        if (!state.Devices.ContainsKey(device))
        {
            return DeviceChanges.NotDefined(device, state);
        }

        if (state.Plan.Places.AgentOf(device) is not { } agent || !state.Agents.TryGetValue(agent, out var entry))
        {
            return Problem.Unavailable($"No agent reads device {device}");
        }

        return ServiceEndpoint.TryParse(entry.Registration.Endpoint, out var endpoint, out _)
            ? await AskAsync(agent, endpoint, query, answer, cancellationToken)
            : Problem.Unavailable($"Agent {agent} has not said where it is reached");
    }

    private static async Task<IResult> AskAsync(string agent, ServiceEndpoint endpoint, string query, Func<HttpContent, Task<IResult>> answer, CancellationToken cancellationToken)
    {
        using var http = ServiceHttpClient.Create(endpoint, Options);
        try
        {
            using var response = await http.GetAsync(query, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return await answer(response.Content);
            }

            var problem = await response.ReadProblemAsync(cancellationToken);
            return response.StatusCode == HttpStatusCode.BadRequest
                ? Problem.Of(problem with { Instance = null })
                : Problem.Unavailable($"Agent {agent} does not tell: {problem.Detail ?? problem.Title}");
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return Problem.Unavailable($"Agent {agent} answered with more than {LargestAnswer >> 20} MiB");
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Problem.Unavailable($"Agent {agent} is not reached: {exception.GetBaseException().Message}");
        }
    }
}
