using RouterAlertAssurance.Packets.Inspection;

namespace RouterAlertAssurance.Cli.Inspection;

/// <summary>How packets are looked at.</summary>
/// <param name="Decapsulate">Whether packets inside of tunnels count too.</param>
/// <param name="Keep">How many noteworthy packets of each reason are kept.</param>
internal sealed record InspectionSettings(bool Decapsulate, int Keep)
{
    public Inspector Inspector() => new(Decapsulate, Keep);

    /// <summary>What several found that looked at parts of one capture.</summary>
    public Inspector Together(IReadOnlyList<Inspector> parts) => parts.Count == 1 ? parts[0] : Packets.Inspection.Inspector.Together(Decapsulate, Keep, parts);
}

/// <summary>What an inspection found.</summary>
/// <param name="Inspector">Who counted.</param>
/// <param name="Problem">What was not seen, and why; null when all was.</param>
/// <param name="Dropped">Of an interface: packets that found no room.</param>
internal sealed record InspectionFindings(Inspector Inspector, string? Problem, long? Dropped);
