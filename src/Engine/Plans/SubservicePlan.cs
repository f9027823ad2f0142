using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.MetricResolution;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Engine;

/// <summary>One subservice to be evaluated.</summary>
public sealed record SubservicePlan
{
    public required SubserviceId Id { get; init; }

    public required TypePlan Type { get; init; }

    /// <summary>Parameter values, for texts.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Values by the order of <see cref="TypePlan.ConstantNames"/>.</summary>
    public required ExpressionConstant[] Constants { get; init; }

    /// <summary>Numbers of the engine's inputs by the order of <see cref="TypePlan.InputNames"/>; -1 where the device has no such thing.</summary>
    public required int[] Inputs { get; init; }

    /// <summary>A plan with its inputs.</summary>
    /// <param name="id">The subservice.</param>
    /// <param name="type">Its type.</param>
    /// <param name="parameters">Parameter values.</param>
    /// <param name="constants">Values by the order of <see cref="TypePlan.ConstantNames"/>.</param>
    /// <param name="inputOf">Number of the engine's input for a name in the expressions; -1 when the device has no such thing.</param>
    public static SubservicePlan Of(
        SubserviceId id, TypePlan type, IReadOnlyDictionary<string, string> parameters, ExpressionConstant[] constants, Func<string, int> inputOf)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(inputOf);
        var inputs = new int[type.InputNames.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = inputOf(type.InputNames[i]);
        }

        return new SubservicePlan { Id = id, Type = type, Parameters = parameters, Constants = constants, Inputs = inputs };
    }

    /// <summary>Picks the constants of a type out of those that are known for a node.</summary>
    /// <param name="type">The type.</param>
    /// <param name="parameters">Parameter values.</param>
    /// <param name="thresholds">Thresholds of the node's profile and intent.</param>
    public static ExpressionConstant[] ConstantsOf(
        TypePlan type, IReadOnlyDictionary<string, string> parameters, IReadOnlyDictionary<string, ExpressionConstant> thresholds) =>
        [.. type.ConstantNames.Select(name => thresholds.TryGetValue(name, out var value) ? value : ThresholdResolver.Parameter(type.Type, name, parameters))];
}
