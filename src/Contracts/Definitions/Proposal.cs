using RouterAlertAssurance.Contracts.Agents;

namespace RouterAlertAssurance.Contracts.Definitions;

/// <summary>A service that devices have configured and nobody defined; item of <c>GET /api/v1/proposals</c>.</summary>
/// <param name="Id">Stays the same for the same type and parameters.</param>
/// <param name="Definition">What accepting it stores, unless the request says otherwise.</param>
/// <param name="Reason">What was found.</param>
/// <param name="Facts">The facts it rests on.</param>
/// <param name="Dismissed">Why it is hidden; null when it is not.</param>
public sealed record ProposalItem(
    string Id, ServiceDefinition Definition, string Reason, IReadOnlyList<FactDocument> Facts, DismissalDocument? Dismissed = null);

/// <summary>Why a proposal is hidden, until the facts it rests on change.</summary>
public sealed record DismissalDocument(string Reason, DateTimeOffset Time);

/// <summary>What <c>POST /api/v1/proposals/{id}/accept</c> may change of the proposed definition; each part may be left out.</summary>
public sealed record ProposalAcceptance
{
    public string? Name { get; set; }

    /// <summary>Come in place of, or in addition to, the proposed ones.</summary>
    public IReadOnlyDictionary<string, string>? Parameters { get; set; }

    public string? Profile { get; set; }

    public IReadOnlyDictionary<string, string>? Intent { get; set; }

    public IReadOnlyDictionary<string, string>? Labels { get; set; }

    public MaintenanceDocument? Maintenance { get; set; }
}

/// <summary>Body of <c>POST /api/v1/proposals/{id}/dismiss</c>.</summary>
public sealed record ProposalDismissal(string Reason);
