using RouterAlertAssurance.Contracts.Health;

namespace RouterAlertAssurance.Collector.Current;

/// <summary>What an agent last said of a node.</summary>
internal sealed record NodeReport(HealthStatusDocument Status, DateTimeOffset Reported);
