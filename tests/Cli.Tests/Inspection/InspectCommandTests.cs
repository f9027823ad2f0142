using System.IO.Compression;
using System.Text.Json;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Cli.Tests.Inspection;

public sealed class InspectCommandTests : IDisposable
{
    // Two bare IPv4 packets: RSVP with Router Alert, and UDP with Router Alert of the unassigned value 66.
    private const string Capture =
        "d4c3b2a1 0200 0400 00000000 00000000 00000400 65000000"
        + "00f15365 40420f00 20000000 20000000 46000020 00000000 402e0000 c0000201 c6336402 94040000 10010000 00000008"
        + "00f15365 80841e00 20000000 20000000 46000020 00000000 40110000 c0000201 c6336402 94040042 00010002 00080000";

    // The first of these inside of IPv4 in IPv4.
    private const string Tunnel =
        "d4c3b2a1 0200 0400 00000000 00000000 00000400 65000000"
        + "00f15365 40420f00 34000000 34000000 45000034 00000000 40040000 c0000201 c6336402"
        + "46000020 00000000 402e0000 c0000201 c6336402 94040000 10010000 00000008";

    // In digits and blanks.
    private const int LastRecord = 107;

    private static readonly string[] Keys =
    [
        "packets", "ipv4", "ipv6", "routerAlertIpv4", "routerAlertIpv6", "tcpUrg", "tcpUrgentPointerNonZero", "tcpSynExperimentalOption", "httpXForwardedFor", "httpForwarded", "proxyV1",
        "proxyV2", "hip", "rsvp", "pgm", "igmp", "mld", "mrd", "netflowV5", "netflowV9", "ipfix", "malformed",
    ];

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Inspect_Json_HasEveryKeyAndTheAccount()
    {
        var run = await CommandRun.OfAsync("inspect", Write(Capture), "--json");

        run.ExitCode.ShouldBe(0);
        using var answer = JsonDocument.Parse(run.Output);
        Keys.Where(key => !answer.RootElement.TryGetProperty(key, out _)).ShouldBeEmpty();
        answer.RootElement.GetProperty("routerAlertIpv4").GetInt64().ShouldBe(2);
        answer.RootElement.GetProperty("headers").GetString().ShouldBe("outer");
        answer.RootElement.GetProperty("routerAlert").EnumerateArray().Select(use => $"{use.GetProperty("protocol")} {use.GetProperty("value")} {use.GetProperty("meaning")}")
            .ShouldBe(["UDP 66 unassigned", "RSVP 0 every router examines the packet (RFC 2113)"]);
        answer.RootElement.GetProperty("noteworthy").EnumerateArray().Select(packet => $"{packet.GetProperty("offset")} {packet.GetProperty("reason")}")
            .ShouldBe(["88 Router Alert over a transport protocol", "88 Router Alert with an unassigned value"]);
    }

    [Fact]
    public async Task Inspect_ExperimentalOption_TellsItsIdentifier()
    {
        const string syn =
            "d4c3b2a1 0200 0400 00000000 00000000 00000400 65000000"
            + "00f15365 40420f00 2c000000 2c000000 4500002c 00000000 40060000 c0000201 c6336402 00010002 00000000 00000000 60020000 00000000 fe04f989";

        (await CommandRun.OfAsync("inspect", Write(syn))).Output.ShouldContain("experimental option in a SYN (ExID 0xF989)");
        (await CommandRun.OfAsync("inspect", Write(syn), "--json")).Output.ShouldContain("\"experimentId\": \"0xF989\"");
    }

    [Fact]
    public async Task Inspect_Text_NamesWhatThereIs()
    {
        var run = await CommandRun.OfAsync("inspect", Write(Capture));

        run.Output.ShouldContain("2 packets; outer headers counted");
        run.Output.ShouldContain("             2  with Router Alert over IPv4");
        run.Output.ShouldContain("RSVP (ipv4)   0      1        every router examines the packet (RFC 2113)");
        run.Output.ShouldNotContain("NetFlow");
    }

    [Fact]
    public async Task Inspect_FileThatBreaksOff_CountsUpToThereAndFails()
    {
        var run = await CommandRun.OfAsync("inspect", Write(Capture[..^20]));

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("1 packets");
        run.Errors.ShouldBe("raa: the file ends within a record of 32 octets at octet 72; what stands before it was counted.\n");
    }

    [Fact]
    public async Task Inspect_CompressedFileThatEndsTooEarly_CountsUpToThereAndFails()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            gzip.Write(Octets(Capture));
        }

        var path = _folder.Combine("capture.gz");
        await File.WriteAllBytesAsync(path, packed.ToArray()[..^20], TestContext.Current.CancellationToken);
        var run = await CommandRun.OfAsync("inspect", path);

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("1 packets");
        run.Errors.ShouldBe("raa: the compression is damaged or ends too early, behind octet 72 of what is unpacked; what stands before it was counted.\n");
    }

    [Fact]
    public async Task Inspect_WhatIsNoSource_IsRefused()
    {
        (await CommandRun.OfAsync("inspect", Write("00010203"))).ShouldBe((2, "", $"raa: {_folder.Combine("capture")}: the file is no capture: it begins with 00010203; pcap, pcapng and both compressed with gzip can be read\n"));
        (await CommandRun.OfAsync("inspect", "nothere0")).ShouldBe((2, "", "raa: nothere0: there is neither a file nor an interface of that name\n"));
        (await CommandRun.OfAsync("inspect", _folder.Combine("nothere"))).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Inspect_Decapsulate_CountsThePacketInsideToo()
    {
        var capture = Write(Tunnel);

        using var outer = JsonDocument.Parse((await CommandRun.OfAsync("inspect", capture, "--json")).Output);
        using var both = JsonDocument.Parse((await CommandRun.OfAsync("inspect", capture, "--json", "--decapsulate")).Output);

        Account(outer).ShouldBe((1, 1, 0, "outer"));
        Account(both).ShouldBe((1, 2, 1, "outer and inner"));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 2)]
    public async Task Inspect_Noteworthy_ListsSoManyOfEachReasonAndCountsAll(string keep, int listed)
    {
        // The second packet twice, which is noteworthy for two reasons.
        using var answer = JsonDocument.Parse((await CommandRun.OfAsync("inspect", Write(Capture + Capture[^LastRecord..]), "--json", "--noteworthy", keep)).Output);

        answer.RootElement.GetProperty("noteworthy").GetArrayLength().ShouldBe(listed);
        answer.RootElement.GetProperty("noteworthyCounts").GetProperty("Router Alert with an unassigned value").GetInt64().ShouldBe(2);
    }

    [Theory]
    [InlineData("--count", "0", "--count takes a number from 1 to 1000000000000.")]
    [InlineData("--count", "-1", "--count takes a number from 1 to 1000000000000.")]
    [InlineData("--threads", "65", "--threads takes a number from 1 to 64.")]
    [InlineData("--noteworthy", "100001", "--noteworthy takes a number from 0 to 100000.")]
    public async Task Inspect_NumberOutOfBounds_IsRefused(string option, string value, string error)
    {
        var run = await CommandRun.OfAsync("inspect", "lo", option, value);

        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain(error);
    }

    [Fact]
    public async Task Inspect_OptionsOfInterfacesWithAFile_AreRefused()
    {
        var capture = Write(Capture);

        (await CommandRun.OfAsync("inspect", capture, "--threads", "2"))
            .ShouldBe((2, "", $"raa: {capture}: --threads is for interfaces: a file is read to its end; leave it out\n"));
        (await CommandRun.OfAsync("inspect", capture, "--duration", "5", "--count", "1"))
            .ShouldBe((2, "", $"raa: {capture}: --duration and --count are for interfaces: a file is read to its end; leave them out\n"));
    }

    private static (long Packets, long Ipv4, long RouterAlert, string? Headers) Account(JsonDocument answer) =>
    (
        answer.RootElement.GetProperty("packets").GetInt64(),
        answer.RootElement.GetProperty("ipv4").GetInt64(),
        answer.RootElement.GetProperty("routerAlertIpv4").GetInt64(),
        answer.RootElement.GetProperty("headers").GetString());

    private string Write(string hex)
    {
        var path = _folder.Combine("capture");
        File.WriteAllBytes(path, Octets(hex));
        return path;
    }

    private static byte[] Octets(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
