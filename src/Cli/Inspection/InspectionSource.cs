using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Live;

namespace RouterAlertAssurance.Cli.Inspection;

/// <summary>How an interface is captured from.</summary>
/// <param name="Duration">How long.</param>
/// <param name="Count">How many packets at most; null for no limit.</param>
/// <param name="Threads">Over how many threads its flows are divided.</param>
/// <param name="Asked">The options of these that were on the command line.</param>
internal sealed record LiveSettings(TimeSpan Duration, long? Count, int Threads, IReadOnlyList<string> Asked);

/// <summary>What is inspected. A file goes before an interface of the same name.</summary>
/// <param name="Name">A path, the name of an interface, or <c>-</c> for standard input.</param>
/// <param name="Live">How an interface is captured from.</param>
internal sealed record InspectionSource(string Name, LiveSettings Live)
{
    private const string Input = "-";
    private const string Stopped = "reading was stopped";

    /// <summary>Takes in what there is, or what comes until somebody asks to stop.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="InvalidDataException">It is no capture.</exception>
    /// <exception cref="CaptureRefusedException">It cannot be captured from, or an option does not go with it.</exception>
    public InspectionFindings Inspect(InspectionSettings how, CancellationToken cancellationToken)
    {
        if (Name != Input && !File.Exists(Name) && (LiveInterface.Exists(Name) || !Name.Contains('/', StringComparison.Ordinal)))
        {
            return LiveInterface.Exists(Name)
                ? new LiveInspection(Name, Live.Duration, Live.Count, Live.Threads).Run(how, cancellationToken)
                : throw new CaptureRefusedException("there is neither a file nor an interface of that name");
        }

        if (Live.Asked.Count > 0)
        {
            throw new CaptureRefusedException($"{string.Join(" and ", Live.Asked)} {(Live.Asked.Count == 1 ? "is" : "are")} for interfaces: a file is read to its end; leave {(Live.Asked.Count == 1 ? "it" : "them")} out");
        }

        var inspector = how.Inspector();
        try
        {
            using var reader = Name == Input ? CaptureReader.Open(StandardInput.Open(cancellationToken)) : CaptureReader.Open(Name);
            inspector.TakeAll(reader, cancellationToken);
            return new(inspector, cancellationToken.IsCancellationRequested ? Stopped : reader.Problem, null);
        }
        catch (OperationCanceledException)
        {
            return new(inspector, Stopped, null);
        }
    }
}
