using RouterAlertAssurance.Contracts.Health;

namespace RouterAlertAssurance.Contracts.Queries;

/// <summary>
/// Answer of <c>GET /api/v1/explanations/{type}/{id}</c>: the account of a score, from the node over the dependencies that lower it down to the samples
/// that were read. <c>?at=TIME</c> gives that of an earlier time, from the evidence that was stored with the symptoms.
/// </summary>
public sealed record HealthAccount
{
    /// <summary>The time it is for.</summary>
    public DateTimeOffset Time { get; set; }

    /// <summary>Version of the assurance graph then.</summary>
    public long GraphVersion { get; set; }

    /// <summary>
    /// The node that was asked for first, then those that lower its score, each behind one that depends on it, then those whose score stands on fewer
    /// inputs than they have; the symptoms of kind <c>missing-input</c> say which, since when, and why.
    /// </summary>
    public IReadOnlyList<NodeAccount> Nodes { get; set; } = [];
}

/// <summary>The account of one node.</summary>
public sealed record NodeAccount
{
    public SubserviceReference Subservice { get; set; } = new("", "");

    public string Label { get; set; } = "";

    /// <summary>The agent that evaluates it.</summary>
    public string? Agent { get; set; }

    public int Score { get; set; } = -1;

    /// <summary>The score of the node's own symptoms alone; null for earlier times, of which only the score is kept.</summary>
    public int? Own { get; set; }

    public double Coverage { get; set; }

    /// <summary>Since when the score has this value.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>How the score comes about, in a sentence.</summary>
    public string Reckoning { get; set; } = "";

    /// <summary>The node's own symptoms with what they rest on.</summary>
    public IReadOnlyList<SymptomAccount> Symptoms { get; set; } = [];

    /// <summary>The impacting dependencies that are not healthy, worst first.</summary>
    public IReadOnlyList<DependencyAccount> Dependencies { get; set; } = [];
}

/// <summary>A symptom with what it rests on.</summary>
/// <param name="Symptom">The symptom.</param>
/// <param name="Evidence">Condition, intermediate values and samples when it was raised; null where none was kept.</param>
public sealed record SymptomAccount(SymptomDocument Symptom, Evidence? Evidence);

/// <summary>A dependency in an account.</summary>
/// <param name="Subservice">The dependency.</param>
/// <param name="Label">Its label.</param>
/// <param name="Score">Its score.</param>
/// <param name="Group">The group it is in; empty for the implicit group of all.</param>
/// <param name="Counts">Whether it lowers the score; one of a group of which another member holds does not.</param>
public sealed record DependencyAccount(SubserviceReference Subservice, string Label, int Score, string Group, bool Counts);

/// <summary>
/// Answer of <c>GET /api/v1/live-explanations/{type}/{id}</c>: what the agent that evaluates a node makes of every condition of it now, raised or not.
/// </summary>
public sealed record LiveAccount
{
    public SubserviceReference Subservice { get; set; } = new("", "");

    public string Agent { get; set; } = "";

    public DateTimeOffset Time { get; set; }

    /// <summary>The conditions in the order of the package.</summary>
    public IReadOnlyList<ConditionAccount> Conditions { get; set; } = [];
}

/// <summary>A condition with its values now.</summary>
/// <param name="SymptomId">The symptom, with its series where it has one.</param>
/// <param name="Description">What it means.</param>
/// <param name="IsRaised">Whether the symptom is active now.</param>
/// <param name="Evidence">Values and samples.</param>
public sealed record ConditionAccount(string SymptomId, string Description, bool IsRaised, Evidence Evidence)
{
    /// <summary>That of the evidence; documents say it here too, where clients look for it.</summary>
    public string Runbook => Evidence.Runbook;
}
