namespace RouterAlertAssurance.Probes.Control;

/// <summary>Where the responder answers.</summary>
internal static class ProbePaths
{
    public const string Rounds = "/api/v1/probes/{id}/rounds";

    public const string Results = "/api/v1/probes/{id}/rounds/{round:long}/results";

    /// <summary>The path of a task's rounds, as it is signed; <paramref name="id"/> is escaped where it is sent.</summary>
    public static string RoundsOf(string id) => $"/api/v1/probes/{id}/rounds";

    /// <summary>The path of a round's results.</summary>
    public static string ResultsOf(string id, long round) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/api/v1/probes/{id}/rounds/{round}/results");
}
