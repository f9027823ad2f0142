using RouterAlertAssurance.Contracts.RouterAlert;

namespace RouterAlertAssurance.Agent.Sources;

/// <summary>
/// A source that knows a part of what becomes of Router Alert on this device. All that are registered are asked one after the other for one document;
/// each fills the members that are its own and leaves the others alone.
/// </summary>
internal interface IRouterAlertReporter
{
    /// <summary>Fills its part of a document of <see cref="RouterAlertDocument.Device"/> with what is known now.</summary>
    /// <param name="document">What is filled. What cannot be known here, and why, goes to its problems (<see cref="RouterAlertProblems.AddProblem"/>).</param>
    /// <param name="cancellationToken">Ends it when whoever asked has gone.</param>
    /// <exception cref="IOException">Nothing could be read; the message becomes a problem of the document.</exception>
    Task ReportAsync(RouterAlertDocument document, CancellationToken cancellationToken);
}

internal static class RouterAlertProblems
{
    /// <summary>Adds a sentence to what is not known.</summary>
    public static void AddProblem(this RouterAlertDocument document, string sentence) => document.Problems = [.. document.Problems, sentence];
}
