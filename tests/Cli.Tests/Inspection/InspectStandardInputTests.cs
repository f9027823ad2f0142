using System.IO.Compression;
using System.Text.Json;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Cli.Tests.Inspection;

/// <summary><c>raa inspect -</c>: what comes through a pipe, and what does not.</summary>
public sealed class InspectStandardInputTests
{
    private const int FileHeader = 24;

    // A bare IPv4 packet: RSVP with Router Alert.
    private static readonly byte[] Capture = Convert.FromHexString(
        "d4c3b2a1020004000000000000000000000004006500000000f1536540420f0020000000200000004600002000000000402e0000c0000201c6336402940400001001000000000008");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Inspect_StandardInput_CountsAsOfAFile(bool isCompressed)
    {
        using var inspection = InspectProcess.Start("-", "--json");
        inspection.Input.Write(isCompressed ? Compressed(Capture) : Capture);
        inspection.Input.Close();

        var (exitCode, output, errors) = await inspection.EndAsync();

        (exitCode, errors).ShouldBe((0, ""));
        Packets(output).ShouldBe(1);
    }

    [Fact]
    public async Task Inspect_CompressionOnStandardInputThatIsDamaged_CountsUpToThereAndFails()
    {
        using var inspection = InspectProcess.Start("-", "--json");
        // The record a second time, of which the end is missing.
        var whole = Compressed([.. Capture, .. Capture.AsSpan(FileHeader)]);
        inspection.Input.Write(whole.AsSpan(0, whole.Length - 20));
        inspection.Input.Close();

        var (exitCode, output, errors) = await inspection.EndAsync();

        exitCode.ShouldBe(1);
        Packets(output).ShouldBe(1);
        errors.ShouldBe("raa: the compression is damaged or ends too early, behind octet 72 of what is unpacked; what stands before it was counted.\n");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Inspect_PipeWithNothingMoreInIt_EndsByASignalAndTellsWhatCame(bool hasSomething)
    {
        using var inspection = InspectProcess.Start("-", "--json");
        inspection.Input.Write(hasSomething ? Capture : []);
        inspection.Input.Flush();
        await Eventually.HoldsAsync(() => inspection.HeedsSignals);
        // What was written has no other sign of having been read.
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        inspection.Interrupt();

        var (exitCode, output, errors) = await inspection.EndAsync();

        (exitCode, errors).ShouldBe((1, "raa: reading was stopped; what stands before it was counted.\n"));
        Packets(output).ShouldBe(hasSomething ? 1 : 0);
    }

    private static long Packets(string output)
    {
        using var answer = JsonDocument.Parse(output);
        return answer.RootElement.GetProperty("packets").GetInt64();
    }

    private static byte[] Compressed(byte[] octets)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            gzip.Write(octets);
        }

        return packed.ToArray();
    }
}
