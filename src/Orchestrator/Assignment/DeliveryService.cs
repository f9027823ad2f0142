using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Orchestrator.Agents;
using RouterAlertAssurance.Orchestrator.Network;
using RouterAlertAssurance.Orchestrator.Packages;

namespace RouterAlertAssurance.Orchestrator.Assignment;

/// <summary>Runs one delivery loop for each registered agent.</summary>
internal sealed class DeliveryService : BackgroundService
{
    private readonly ConcurrentDictionary<string, AgentDelivery> _deliveries = new(StringComparer.Ordinal);
    private readonly Signal _agentsChanged = new();
    private readonly NetworkWriter _writer;
    private readonly AgentLiveness _liveness;
    private readonly PackageStore _packages;
    private readonly OrchestratorOptions _options;
    private readonly OrchestratorMeter _meter;
    private readonly TimeProvider _time;
    private readonly ILogger<AgentDelivery> _logger;

    public DeliveryService(
        NetworkWriter writer,
        AgentLiveness liveness,
        PackageStore packages,
        OrchestratorOptions options,
        OrchestratorMeter meter,
        TimeProvider time,
        ILogger<AgentDelivery> logger)
    {
        (_writer, _liveness, _packages, _options, _meter, _time, _logger) = (writer, liveness, packages, options, meter, time, logger);
        writer.WhenChanged(WakeAll);
        liveness.WhenHeard(Wake);
    }

    /// <summary>Why the last attempt failed; null when it went well or there was none.</summary>
    public string? LastErrorOf(string agent) => _deliveries.GetValueOrDefault(agent)?.LastError;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await _agentsChanged.WaitAsync(stoppingToken);
                await MatchAsync(stoppingToken);
            }
        }
        finally
        {
            await Task.WhenAll(_deliveries.Values.Select(delivery => delivery.DisposeAsync().AsTask()));
        }
    }

    private async Task MatchAsync(CancellationToken stoppingToken)
    {
        if (_writer.Current is not { } state)
        {
            return;
        }

        foreach (var gone in _deliveries.Keys.Where(id => !state.Agents.ContainsKey(id)).ToList())
        {
            if (_deliveries.TryRemove(gone, out var delivery))
            {
                await delivery.DisposeAsync();
            }
        }

        foreach (var id in state.Agents.Keys.Where(id => !_deliveries.ContainsKey(id)))
        {
            _deliveries[id] = new AgentDelivery(id, _writer, _liveness, _packages, _options, _meter, _time, _logger).Start(stoppingToken);
        }
    }

    private void Wake(string agent) => _deliveries.GetValueOrDefault(agent)?.Wake();

    private void WakeAll()
    {
        _agentsChanged.Set();
        foreach (var delivery in _deliveries.Values)
        {
            delivery.Wake();
        }
    }
}
