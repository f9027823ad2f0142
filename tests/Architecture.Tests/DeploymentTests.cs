namespace RouterAlertAssurance.Architecture.Tests;

/// <summary>The units for systemd allow what the agent's sources need, or nothing of it is ever read where they are used.</summary>
public sealed class DeploymentTests
{
    [Theory]
    [InlineData("raa-agent@.service")]
    [InlineData("raa-standalone.service")]
    public void Units_OfAgents_AllowTheSocketsOfTheirSources(string unit)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "deploy", unit));

        Words(lines, "RestrictAddressFamilies").ShouldBe(["AF_UNIX", "AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET"]);
        Words(lines, "AmbientCapabilities").ShouldContain("CAP_NET_RAW");
        Words(lines, "CapabilityBoundingSet").ShouldBe(Words(lines, "AmbientCapabilities"));
    }

    private static string[] Words(IEnumerable<string> lines, string setting) =>
        lines.Single(line => line.StartsWith(setting + "=", StringComparison.Ordinal))[(setting.Length + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
