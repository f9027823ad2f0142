using System.Collections.Immutable;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Probes.Control;
using RouterAlertAssurance.Probes.Sockets;

namespace RouterAlertAssurance.Probes.Responding;

/// <summary>The end that receives: opens rounds for those who have a task's key, and tells what arrived. Safe for many threads.</summary>
/// <param name="limits">What may be asked of it.</param>
/// <param name="clock">Tells the time.</param>
public sealed class ProbeResponder(ResponderLimits? limits = null, TimeProvider? clock = null) : IDisposable
{
    private readonly ResponderLimits _limits = limits ?? new();
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    // Numbers of rounds are times in milliseconds: what was used before this responder began is known without having been kept.
    private readonly long _start = (clock ?? TimeProvider.System).GetUtcNow().ToUnixTimeMilliseconds();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _lastRounds = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Task, long Round), OpenRound> _rounds = [];
    private volatile ImmutableDictionary<string, ResponderTask> _tasks = ImmutableDictionary<string, ResponderTask>.Empty;

    /// <summary>Where sockets are opened.</summary>
    internal NetworkPlace Place { get; init; } = NetworkPlace.Here;

    /// <summary>Sets the tasks that are answered, in place of those before; rounds of tasks that are gone, or have another key now, are closed.</summary>
    public void Replace(IEnumerable<ResponderTask> tasks)
    {
        var next = tasks.ToImmutableDictionary(task => task.Id, StringComparer.Ordinal);
        List<(string Task, long Round)> gone;
        lock (_lock)
        {
            _tasks = next;
            gone = [.. _rounds.Where(round => !next.TryGetValue(round.Key.Task, out var task) || !task.Key.Span.SequenceEqual(round.Value.Key.Span)).Select(round => round.Key)];
            foreach (var id in _lastRounds.Keys.Where(id => !next.ContainsKey(id)).ToArray())
            {
                _lastRounds.Remove(id);
            }
        }

        gone.ForEach(round => Remove(round)?.Dispose());
    }

    public void Dispose() => Replace([]);

    /// <summary>The task whose key signed a request; null when none did.</summary>
    internal ResponderTask? Authenticate(string id, string path, string time, string code, ReadOnlySpan<byte> body)
    {
        var task = _tasks.GetValueOrDefault(id);
        // Without a task the work is the same: who asks learns from the time it takes no more than from the answer.
        var isAuthentic = ProbeAuthentication.IsAuthentic(task?.Key ?? new byte[32], path, time, code, body, _clock.GetUtcNow());
        return isAuthentic ? task : null;
    }

    /// <summary>Opens a round, or tells why not.</summary>
    internal RoundAdmission Open(ResponderTask task, RoundOpening opening)
    {
        var protocols = new List<ProbeProtocol>();
        foreach (var name in opening.Protocols)
        {
            if (!ProbeProtocol.TryParse(name, out var protocol, out var error))
            {
                return RoundAdmission.Refuse(StatusCodes.Status400BadRequest, error);
            }

            protocols.Add(protocol);
        }

        return RoundAdmission.Check(task, opening, _limits) ?? Reserve(task, opening) ?? Receive(task, opening, protocols);
    }

    /// <summary>Closes a round; null when there is none.</summary>
    internal async Task<RoundResults?> CloseAsync(ResponderTask task, long number)
    {
        if (Remove((task.Id, number)) is not { Receiver: { } receiver } round)
        {
            return null;
        }

        using (round)
        {
            return await receiver.CloseAsync();
        }
    }

    // A number that was used is never used again, whatever becomes of the round: a request that somebody recorded is worth nothing.
    private RoundAdmission? Reserve(ResponderTask task, RoundOpening opening)
    {
        lock (_lock)
        {
            if (opening.Round <= _lastRounds.GetValueOrDefault(task.Id, _start - 1))
            {
                return RoundAdmission.Refuse(StatusCodes.Status409Conflict, "the number of a round must be greater than those before it, and than the time at which the responder began; are the clocks apart?");
            }

            if (_rounds.Count >= _limits.Rounds)
            {
                return RoundAdmission.Refuse(StatusCodes.Status429TooManyRequests, $"{_limits.Rounds} rounds are open, and the responder takes no more at a time");
            }

            _lastRounds[task.Id] = opening.Round;
            _rounds[(task.Id, opening.Round)] = new OpenRound(task.Key);
            return null;
        }
    }

    private RoundAdmission Receive(ResponderTask task, RoundOpening opening, IReadOnlyList<ProbeProtocol> protocols)
    {
        var id = (task.Id, opening.Round);
        try
        {
            var receiver = RoundReceiver.Open(Place, task.Key, opening, protocols, _clock);
            var timer = _clock.CreateTimer(_ => Remove(id)?.Dispose(), null, TimeSpan.FromSeconds(opening.Seconds), Timeout.InfiniteTimeSpan);
            lock (_lock)
            {
                if (_rounds.TryGetValue(id, out var round))
                {
                    (round.Receiver, round.Timer) = (receiver, timer);
                    return new(receiver.Answer, StatusCodes.Status200OK, "");
                }
            }

            timer.Dispose();
            receiver.Dispose();
            return RoundAdmission.Refuse(StatusCodes.Status409Conflict, "the task was withdrawn");
        }
        catch (SocketException refused)
        {
            Remove(id)?.Dispose();
            return RoundAdmission.Refuse(StatusCodes.Status503ServiceUnavailable, Reason(refused, opening));
        }
    }

    private static string Reason(SocketException refused, RoundOpening opening) => refused.SocketErrorCode == SocketError.AddressNotAvailable
        ? $"{opening.Destination} is not an address of the responder"
        : NativeSocket.IsNotPermitted(refused) ? "receiving these protocols needs the capability CAP_NET_RAW, which the responder does not have; without it only udp can be received"
        : $"the responder cannot receive: {refused.Message}";

    private OpenRound? Remove((string Task, long Round) id)
    {
        lock (_lock)
        {
            return _rounds.Remove(id, out var round) ? round : null;
        }
    }

    private sealed record OpenRound(ReadOnlyMemory<byte> Key) : IDisposable
    {
        public RoundReceiver? Receiver { get; set; }

        public ITimer? Timer { get; set; }

        public void Dispose()
        {
            Timer?.Dispose();
            Receiver?.Dispose();
        }
    }
}
