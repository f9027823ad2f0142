using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Health;

/// <summary>A primary symptom, with the node that has it, as a cause of a degraded node above it.</summary>
/// <param name="Subservice">The node that has the symptom.</param>
/// <param name="Symptom">The primary symptom.</param>
public sealed record Cause(SubserviceId Subservice, Symptom Symptom);
