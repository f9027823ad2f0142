namespace RouterAlertAssurance.Collector.Live;

/// <summary>Kinds of live events.</summary>
internal static class LiveKinds
{
    public const string Status = "status";

    public const string Symptom = "symptom";

    public const string Graph = "graph";

    public const string Reset = "reset";
}
