using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Engine;

/// <summary>A subservice at work. There may be a million of them: what its type knows is not kept here again.</summary>
internal sealed class Subservice(SubservicePlan plan, int number)
{
    /// <summary>Its number in the engine.</summary>
    public int Number { get; } = number;

    public SubserviceId Id { get; } = plan.Id;

    public TypePlan Type { get; } = plan.Type;

    public IReadOnlyDictionary<string, string> Parameters { get; } = plan.Parameters;

    public ExpressionConstant[] Constants { get; } = plan.Constants;

    /// <summary>The numbers of its inputs in the engine, by the order of the type; -1 where the device has no such thing.</summary>
    public int[] Inputs { get; } = plan.Inputs;

    /// <summary>The number of its first symptom; the others follow in the order of the type.</summary>
    public int FirstSlot { get; set; }

    /// <summary>The expressions of its symptoms in the computation graph; see <see cref="SymptomPlan.FirstHandle"/>.</summary>
    public ExpressionHandle[] Handles { get; } = new ExpressionHandle[plan.Type.HandleCount];

    public OwnHealth Health { get; set; } = OwnHealth.Healthy;

    /// <summary>Inputs that are missing, by the identifier of their symptom.</summary>
    public Dictionary<string, MissingInput>? Missing { get; set; }

    /// <summary>What the last change of each symptom rested on.</summary>
    public Dictionary<string, Explanation>? Evidence { get; set; }

    public ExpressionHandle ConditionOf(SymptomPlan symptom) => Handles[symptom.FirstHandle];

    /// <summary>Of a symptom that has a weight expression.</summary>
    public ExpressionHandle WeightOf(SymptomPlan symptom) => Handles[symptom.FirstHandle + 1];

    public ExpressionHandle TextOf(SymptomPlan symptom, int index) => Handles[symptom.FirstText + index];
}
