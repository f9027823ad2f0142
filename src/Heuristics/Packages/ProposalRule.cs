namespace RouterAlertAssurance.Heuristics.Packages;

/// <summary>How facts show a service that devices have configured and nobody defined.</summary>
/// <param name="When">Joined from left to right; each combination of rows is one proposal, each set of rows one in all.</param>
/// <param name="Name">Template of the instance's name; what a name must not hold is replaced.</param>
/// <param name="Parameters">Parameter of the service type to template over the bound facts.</param>
/// <param name="Reason">Template of a sentence that says what was found.</param>
public sealed record ProposalRule(IReadOnlyList<FactQuery> When, string Name, IReadOnlyDictionary<string, string> Parameters, string Reason);
