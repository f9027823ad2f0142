using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Orchestrator.Api;
using RouterAlertAssurance.Orchestrator.Decomposition;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Agents;

/// <summary>What becomes of the state when an agent registers, takes its assignment or is forgotten.</summary>
internal sealed class AgentChanges(NetworkPlanner planner)
{
    private static readonly TimeSpan LastSeenResolution = TimeSpan.FromMinutes(1);

    /// <summary>Whether a registration tells something that must be stored.</summary>
    public static bool IsNews(NetworkState state, AgentRegistration registration, DateTimeOffset now) =>
        !IsKnown(state, registration)
        || now - state.Agents[registration.Id].LastSeen >= LastSeenResolution
        || registration.AssignmentRevision > state.Agents[registration.Id].AssignedRevision;

    /// <summary>Whether the same registration is stored already.</summary>
    public static bool IsKnown(NetworkState state, AgentRegistration registration) =>
        state.Agents.TryGetValue(registration.Id, out var stored) && IsSame(stored.Registration, registration);

    public Decision<bool> Register(AgentRegistration registration, NetworkState state, DateTimeOffset now)
    {
        var stored = state.Agents.GetValueOrDefault(registration.Id);
        var entry = (stored ?? new AgentEntry { Registration = registration, FirstSeen = now }) with
        {
            Registration = Lasting(registration),
            LastSeen = now,
        };
        var isAhead = registration.AssignmentRevision > entry.AssignedRevision;
        if (isAhead)
        {
            // It runs an assignment this database does not remember: agents refuse older revisions, so go on from theirs.
            entry = entry with { AssignedRevision = registration.AssignmentRevision, AssignmentDigest = "" };
        }

        var next = state with { Agents = state.Agents.SetItem(registration.Id, entry) };
        return new(true, isAhead || !IsKnown(state, registration) ? planner.Plan(next, now).State : next);
    }

    public static Decision<bool> Delivered(string id, long revision, string run, NetworkState state) =>
        state.Agents.TryGetValue(id, out var entry) && (entry.DeliveredRevision != revision || entry.DeliveredRun != run)
            ? new(true, state with { Agents = state.Agents.SetItem(id, entry with { DeliveredRevision = revision, DeliveredRun = run }) })
            : new(false);

    public Decision<IResult> Delete(string id, NetworkState state, DateTimeOffset now) => state.Agents.ContainsKey(id)
        ? new(Answer.NoContent(), planner.Plan(state with { Agents = state.Agents.Remove(id), Facts = state.Facts.Remove(id) }, now).State)
        : new(NotRegistered(id, state));

    public static IResult NotRegistered(string id, NetworkState state) =>
        Problem.NotFound($"Agent '{id}' is not registered{Suggestion.For(id, state.Agents.Keys)}");

    // What changes with every heartbeat is not stored.
    private static AgentRegistration Lasting(AgentRegistration registration) => registration with { AssignmentRevision = 0, SpoolLength = 0 };

    private static bool IsSame(AgentRegistration left, AgentRegistration right) => Content(left).AsSpan().SequenceEqual(Content(right));

    private static byte[] Content(AgentRegistration registration) =>
        JsonSerializer.SerializeToUtf8Bytes(Lasting(registration), ContractsJson.Default.AgentRegistration);
}
