using System.Text.Json;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Cli.Tests.Probing;

public sealed class ProbeCommandsTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly string _key;

    public ProbeCommandsTests()
    {
        _key = _folder.Write("probe.key", "0123456789abcdef\n");
        File.SetUnixFileMode(_key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Probe_BothEndsOnThisMachine_IsCarriedAndTold()
    {
        var endpoint = $"unix:{_folder.Combine("r.sock")}";
        using var responding = new StartedResponder(["probe", "respond", "--listen", endpoint, "--key-file", _key, "--duration", "60"]);
        await responding.ReadyAsync();

        var text = await RunAsync("127.0.0.1", "--responder", endpoint, "--key-file", _key, "--protocol", "udp", "--low", "5@100", "--high", "5@100");
        var json = await RunAsync("127.0.0.1", "--responder", endpoint, "--key-file", _key, "--protocol", "udp", "--low", "5@100", "--high", "5@100", "--json");

        text.ShouldBe((0, """
            127.0.0.1 -> 127.0.0.1
            PROTOCOL  VERDICT  LOW RATE  CONTROL  HIGH RATE  CONTROL  WHERE
            udp       carried  5/5       5/5      5/5        5/5      -

            udp: low rate: 5 of 5 (57-100 %) with the option, 5 of 5 without; high rate: 5 of 5 (57-100 %) with the option, 5 of 5 without.

            """.ReplaceLineEndings("\n"), ""));
        using var answer = JsonDocument.Parse(json.Output);
        answer.RootElement.GetProperty("protocols")[0].GetProperty("verdict").GetString().ShouldBe("carried");
        (await responding.StopAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Probe_WrongKey_IsUnknownAndFails()
    {
        var endpoint = $"unix:{_folder.Combine("r.sock")}";
        using var responding = new StartedResponder(["probe", "respond", "--listen", endpoint, "--key-file", _key]);
        await responding.ReadyAsync();
        var other = _folder.Write("other.key", "fedcba9876543210");
        File.SetUnixFileMode(other, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var run = await RunAsync("127.0.0.1", "--responder", endpoint, "--key-file", other, "--protocol", "udp");

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("does not accept the key");
        await responding.StopAsync();
    }

    [Fact]
    public async Task Probe_BudgetTooSmallForTheRate_IsSentSlowerAndSaysSo()
    {
        var endpoint = $"unix:{_folder.Combine("r.sock")}";
        using var responding = new StartedResponder(["probe", "respond", "--listen", endpoint, "--key-file", _key, "--budget", "100"]);
        await responding.ReadyAsync();
        string[] asked = ["127.0.0.1", "--responder", endpoint, "--key-file", _key, "--protocol", "udp", "--low", "5@40", "--high", "5@100"];

        var text = await RunAsync([.. asked, "--budget", "100"]);
        var json = await RunAsync([.. asked, "--budget", "100", "--json"]);
        var refused = await RunAsync([.. asked, "--budget", "1000"]);

        text.Output.ShouldEndWith("\nnote: the budget of 100 packets/s affords 47.5 pairs/s at the high rate of the 100 asked for.\n");
        using var answer = JsonDocument.Parse(json.Output);
        answer.RootElement.GetProperty("budget").GetInt32().ShouldBe(100);
        answer.RootElement.GetProperty("notes").EnumerateArray().Single().GetString().ShouldBe("the budget of 100 packets/s affords 47.5 pairs/s at the high rate of the 100 asked for");
        answer.RootElement.GetProperty("protocols")[0].GetProperty("high").GetProperty("pairsPerSecond").GetDouble().ShouldBe(47.5);
        refused.Output.ShouldContain("200 packets/s are asked for; the responder takes 100");
        await responding.StopAsync();
    }

    [Theory]
    [InlineData("127.0.0.1 --responder nowhere --key-file KEY", "raa: --responder: 'nowhere' is not an address")]
    [InlineData("127.0.0.1 --responder unix:/x --key-file KEY.missing", "Could not find file")]
    [InlineData("elsewhere --responder unix:/x --key-file KEY", "DESTINATION 'elsewhere' is no IPv4 or IPv6 address")]
    [InlineData("127.0.0.1 --responder unix:/x --key-file KEY --low 5", "--low takes N@R, 1 to 4096 pairs")]
    [InlineData("127.0.0.1 --responder unix:/x --key-file KEY --protocol mld", "mld never leaves its link")]
    [InlineData("127.0.0.1 --responder unix:/x --key-file KEY --budget 1001", "--budget takes a number from 1 to 1000")]
    [InlineData("127.0.0.1 --responder unix:/x --key-file KEY --budget 0", "--budget takes a number from 1 to 1000")]
    [InlineData("127.0.0.1 --key-file KEY", "--responder")]
    public async Task Probe_WrongCommandLine_SaysWhatIsWrong(string arguments, string message)
    {
        var run = await RunAsync(arguments.Replace("KEY", _key, StringComparison.Ordinal).Split(' '));

        (run.ExitCode, run.Output).ShouldBe((2, ""));
        run.Errors.ShouldContain(message);
    }

    [Theory]
    [InlineData("short", UnixFileMode.UserRead, "a key has 16 octets at least")]
    [InlineData("0123456789abcdef", UnixFileMode.UserRead | UnixFileMode.OtherRead, "everybody on this machine can read the key")]
    public async Task Probe_BadKeyFile_IsRefused(string key, UnixFileMode mode, string message)
    {
        var file = _folder.Write("bad.key", key);
        File.SetUnixFileMode(file, mode);

        var run = await RunAsync("127.0.0.1", "--responder", "unix:/x", "--key-file", file);

        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain(message);
    }

    [Theory]
    [InlineData("rao", "Exit code: 0 everything is carried", "raa probe rao 198.51.100.2 --responder http://198.51.100.2:7870 --key-file probe.key", "--locate", "--interested")]
    [InlineData("respond", "Exit code: 0 ended as asked", "openssl rand -hex 32 > probe.key", "--address", "--duration")]
    public async Task Help_EachCommand_HasExamplesAndExitCodes(string command, params string[] parts)
    {
        var run = await CommandRun.OfAsync("probe", command, "--help");

        run.ExitCode.ShouldBe(0);
        foreach (var part in parts)
        {
            run.Output.ShouldContain(part);
        }
    }

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => CommandRun.OfAsync(["probe", "rao", .. arguments]);
}
