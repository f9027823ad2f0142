namespace RouterAlertAssurance.Model.Graphs;

/// <summary>A point of an <see cref="EdgeTransform"/>.</summary>
/// <param name="Input">Value that the dependency passes up, 0..100.</param>
/// <param name="Output">What the node that depends on it takes instead, 0..100.</param>
public readonly record struct TransformPoint(int Input, int Output);

/// <summary>A rule for transforms that a list of points breaks.</summary>
/// <param name="Index">The point at fault; -1 when there are none at all.</param>
/// <param name="Text">The rule, for a human.</param>
public sealed record TransformProblem(int Index, string Text);
