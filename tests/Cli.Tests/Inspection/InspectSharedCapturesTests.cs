using System.Globalization;
using System.Text.Json;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Cli.Tests.Inspection;

/// <summary>What the command prints about captures of public test suites, beside what tshark and a second parser count in them.</summary>
public sealed class InspectSharedCapturesTests
{
    // The columns that look at outer headers only, where there is one; tshark's otherwise.
    private static readonly (string Column, string Key)[] Columns =
    [
        ("o_total", "packets"),
        ("o_ipv4", "ipv4"),
        ("o_ipv6", "ipv6"),
        ("o_ip4_ra", "routerAlertIpv4"),
        ("o_ip6_ra", "routerAlertIpv6"),
        ("o_tcp_urg", "tcpUrg"),
        ("o_urp_nonzero", "tcpUrgentPointerNonZero"),
        ("o_tcp_syn_exp", "tcpSynExperimentalOption"),
        ("http_xff", "httpXForwardedFor"),
        ("http_forwarded", "httpForwarded"),
        ("proxy_v1", "proxyV1"),
        ("proxy_v2", "proxyV2"),
        ("o_hip", "hip"),
        ("o_rsvp", "rsvp"),
        ("o_pgm", "pgm"),
        ("igmp", "igmp"),
        ("mrd", "mrd"),
        ("o_icmpv6_mld", "mld"),
        ("nfv5", "netflowV5"),
        ("o_cflow9", "netflowV9"),
        ("o_cflow10", "ipfix"),
    ];

    [Fact]
    public async Task Inspect_EveryCapture_PrintsWhatOtherParsersCount()
    {
        SharedCaptures.Need();
        var expected = SharedCaptures.Expected();
        var differences = new List<string>();
        foreach (var name in SharedCaptures.Names)
        {
            var run = await CommandRun.OfAsync("inspect", SharedCaptures.PathOf(name), "--json", "--noteworthy", "0");
            using var answer = JsonDocument.Parse(run.Output);
            run.ExitCode.ShouldBe(answer.RootElement.TryGetProperty("problem", out _) ? 1 : 0, name);
            differences.AddRange(Columns
                .Select(column => (column.Key, Expected: long.Parse(expected[name][column.Column], CultureInfo.InvariantCulture), Printed: answer.RootElement.GetProperty(column.Key).GetInt64()))
                .Where(count => count.Expected != count.Printed)
                .Select(count => $"{name} {count.Key}: {count.Expected}, printed {count.Printed}"));
        }

        differences.ShouldBeEmpty();
    }
}
