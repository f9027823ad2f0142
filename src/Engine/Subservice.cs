using RouterAlertAssurance.Model.Health;

namespace RouterAlertAssurance.Engine;

/// <summary>A subservice at work.</summary>
internal sealed class Subservice(SubservicePlan plan)
{
    public SubservicePlan Plan { get; } = plan;

    /// <summary>The numbers of its symptoms.</summary>
    public int[] Slots { get; set; } = [];

    /// <summary>The numbers of its inputs in the graph, by the order of the type.</summary>
    public int[] Numbers { get; set; } = [];

    public OwnHealth Health { get; set; } = OwnHealth.Healthy;

    /// <summary>Inputs that count.</summary>
    public int Counted { get; set; }

    /// <summary>Symptoms of inputs that are missing, by identifier.</summary>
    public Dictionary<string, Symptom>? Missing { get; set; }

    /// <summary>What the last change of each symptom rested on.</summary>
    public Dictionary<string, Explanation>? Evidence { get; set; }
}
