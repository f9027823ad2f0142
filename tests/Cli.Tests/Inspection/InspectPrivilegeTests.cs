using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Cli.Tests.Inspection;

/// <summary>The command on an interface by those who have no rights, one right only, or are root of nothing but a user namespace.</summary>
public sealed class InspectPrivilegeTests
{
    private static readonly string[] AsNobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

    // What follows in the command line is run with the loopback interface of a new network namespace, which ends with it.
    private static readonly string[] WithLoopback = ["sh", "-c", "ip link set lo up && exec \"$@\"", "sh"];

    public InspectPrivilegeTests()
    {
        Requirement.Root();
        Requirement.Command("ip", "iproute2");
        Requirement.Command("setpriv", "util-linux");
        Requirement.Command("unshare", "util-linux");
    }

    [Fact]
    public async Task Inspect_WithoutTheCapability_NamesItAndTheRemedy()
    {
        using var inspection = InspectProcess.StartBy(AsNobody, "lo", "--duration", "1");

        (await inspection.EndAsync()).ShouldBe(
            (2, "", "raa: lo: capturing on lo needs the capability CAP_NET_RAW: run as root, or give the program the capability (setcap cap_net_raw+ep PROGRAM)\n"));
    }

    [Fact]
    public async Task Inspect_CapabilityWithoutRoot_IsGivenUpByWhoReadsPackets()
    {
        using var inspection = InspectProcess.StartBy(
            ["unshare", "--net", .. WithLoopback, .. AsNobody, "--inh-caps=+net_raw", "--ambient-caps=+net_raw"], "lo", "--duration", "60", "--threads", "1");
        await Eventually.HoldsAsync(() => inspection.ThreadStates.Any(HasNoCapability));

        inspection.Interrupt();

        var (exitCode, _, errors) = await inspection.EndAsync();
        (exitCode, errors).ShouldBe((0, ""));
    }

    [Fact]
    public async Task Inspect_RootOfAUserNamespace_CapturesThoughItsGroupsAreFixed()
    {
        using var inspection = InspectProcess.StartBy(["unshare", "--user", "--map-root-user", "--net", .. WithLoopback], "lo", "--duration", "1");

        var (exitCode, output, errors) = await inspection.EndAsync();

        (exitCode, errors).ShouldBe((0, ""));
        output.ShouldContain("None was lost.");
    }

    private static bool HasNoCapability(string state) =>
        ((string[])["CapInh", "CapPrm", "CapEff", "CapAmb"]).All(set => state.Contains($"{set}:\t0000000000000000\n", StringComparison.Ordinal));
}
