namespace RouterAlertAssurance.Heuristics.Packages;

/// <summary>What a customer may be promised of a service of a type, such as a latency, and the thresholds that watch over it.</summary>
/// <param name="Name">Name in a definition's <c>intent</c>.</param>
/// <param name="Unit">Unit that values are given in; any that converts into it is taken.</param>
/// <param name="Description">What is promised.</param>
/// <param name="HigherIsStricter">A bandwidth is stricter when it is higher; what is lost or lasts is stricter when it is lower, which is the default.</param>
/// <param name="Sets">Threshold by the subservice type it belongs to.</param>
public sealed record IntentDefinition(string Name, string Unit, string Description, bool HigherIsStricter, IReadOnlyDictionary<string, string> Sets);
