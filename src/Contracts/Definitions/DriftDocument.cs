namespace RouterAlertAssurance.Contracts.Definitions;

/// <summary>How a definition and the configuration of the devices differ.</summary>
/// <param name="State">One of <see cref="DriftStates"/>.</param>
/// <param name="Detail">What is missing on which device; empty when all is there.</param>
public sealed record DriftDocument(string State, string Detail);

/// <summary>
/// The states of a definition. The orchestrator, which knows no health, tells the first three; with the score of the collector, <see cref="Configured"/>
/// becomes one of the last two.
/// </summary>
public static class DriftStates
{
    /// <summary>Everything that makes the service is configured on its devices.</summary>
    public const string Configured = "configured";

    /// <summary>Something is not configured, or otherwise than defined.</summary>
    public const string NotConfigured = "defined-not-configured";

    /// <summary>A device has not reported yet, and nothing else is known to be missing.</summary>
    public const string Unknown = "unknown";

    /// <summary>Configured, and broken: the score is 0.</summary>
    public const string NotWorking = "configured-not-working";

    /// <summary>Configured, and working, well or badly: the score is above 0.</summary>
    public const string InStep = "in-step";

    /// <summary>What the orchestrator tells.</summary>
    public static IReadOnlyList<string> OfConfiguration { get; } = [Configured, NotConfigured, Unknown];

    /// <summary>What configuration and health together tell.</summary>
    public static IReadOnlyList<string> All { get; } = [.. OfConfiguration, NotWorking, InStep];

    /// <summary>The state with the service's score taken into account; an unknown score (-1) leaves it as it is.</summary>
    public static string WithScore(string state, int score) => (state, score) switch
    {
        (Configured, 0) => NotWorking,
        (Configured, > 0) => InStep,
        _ => state,
    };
}
