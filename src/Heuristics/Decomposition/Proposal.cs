using System.Collections.Immutable;
using RouterAlertAssurance.Heuristics.Facts;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>A service that devices have configured, as facts show it.</summary>
/// <param name="Id">Digest of type and parameters: the same service has the same one at all times.</param>
/// <param name="Type">Service type.</param>
/// <param name="Name">Name the rule suggests, in the characters of names; it may be taken.</param>
/// <param name="Parameters">Canonical values.</param>
/// <param name="Reason">What was found.</param>
/// <param name="Facts">The rows it rests on.</param>
/// <param name="FactsDigest">Digest of the rows; another one when they changed.</param>
/// <param name="Identities">What a definition of it is known by (<see cref="ProposalFinder.IdentityOf"/>), one for each order in which the rows were found.</param>
public sealed record Proposal(
    string Id,
    string Type,
    string Name,
    ImmutableSortedDictionary<string, string> Parameters,
    string Reason,
    ImmutableArray<Fact> Facts,
    string FactsDigest,
    ImmutableArray<string> Identities);

/// <summary>What was found.</summary>
/// <param name="Proposals">By type, then identifier.</param>
/// <param name="Truncated">Service types with more rows than are looked at; the rest of them is left out.</param>
public sealed record ProposalSearch(ImmutableArray<Proposal> Proposals, ImmutableArray<string> Truncated);
