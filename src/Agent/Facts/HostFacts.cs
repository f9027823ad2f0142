namespace RouterAlertAssurance.Agent.Facts;

/// <summary>What the host says of itself.</summary>
internal static class HostFacts
{
    public static DeviceFacts Read() => new(
        OperatingSystem.IsLinux() ? "linux" : Environment.OSVersion.Platform.ToString(), Environment.OSVersion.Version.ToString(), Environment.MachineName);
}
