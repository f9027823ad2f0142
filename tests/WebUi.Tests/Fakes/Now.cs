namespace RouterAlertAssurance.WebUi.Tests.Fakes;

/// <summary>The present of the fake network: browsers have no other.</summary>
internal static class Now
{
    public static DateTimeOffset Utc => TimeProvider.System.GetUtcNow();
}
