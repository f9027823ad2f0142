namespace RouterAlertAssurance.Model.Health;

/// <summary>Where a symptom in a node's list comes from.</summary>
public enum SymptomKind
{
    /// <summary>Raised by an expression of the node's own package.</summary>
    Own,

    /// <summary>Stands for a lossy edge: an impacting dependency takes points from this node.</summary>
    Inherited,

    /// <summary>A symptom of an informational dependency, weight 0.</summary>
    Informational,

    /// <summary>An input is missing, stale or failed.</summary>
    MissingInput,

    /// <summary>"Under Maintenance": the only symptom shown while the node is under maintenance.</summary>
    Maintenance,
}
