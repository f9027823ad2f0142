using System.CommandLine;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Cli.Commands;

namespace RouterAlertAssurance.Cli.Tests.Commands;

public sealed class UsageErrorTests
{
    [Theory]
    [InlineData("", "raa: a command is missing: service, device, graph, explain, package, proposal, inspect, rao, probe.", "raa")]
    [InlineData("--json", "raa: a command is missing: service, device, graph, explain, package, proposal, inspect, rao, probe.", "raa")]
    [InlineData("foo", "raa: unknown command 'foo'.", "raa")]
    [InlineData("servise list", "raa: unknown command 'servise' (did you mean 'service'?)", "raa")]
    [InlineData("service", "raa service: a command is missing: list, get, put, delete.", "raa service")]
    [InlineData("service get", "raa service get: TYPE and NAME are missing.", "raa service get")]
    [InlineData("service get tunnel --json", "raa service get: NAME is missing.", "raa service get")]
    [InlineData("service get tunnel blue green", "raa service get: one argument too many, 'green'.", "raa service get")]
    [InlineData("service put tunnel blue", "raa service put: FILE is missing.", "raa service put")]
    [InlineData("service list --bogus", "raa service list: unknown option '--bogus'", "raa service list")]
    [InlineData("service list --lable a:b", "raa service list: unknown option '--lable' (did you mean '--label'?)", "raa service list")]
    [InlineData("service list --max-score abc", "raa service list: --max-score needs a whole number from -1 to 100, not 'abc'.", "raa service list")]
    [InlineData("service list --max-score 101 --json", "raa service list: --max-score needs a whole number from -1 to 100, not '101'.", "raa service list")]
    [InlineData("service list --max-score", "raa service list: --max-score needs a value.", "raa service list")]
    [InlineData("service list --drift gone", "raa service list: --drift needs one of configured, defined-not-configured, unknown, configured-not-working, in-step, not 'gone'.", "raa service list")]
    [InlineData("proposal dismiss 12", "raa proposal dismiss: REASON is missing.", "raa proposal dismiss")]
    [InlineData("proposal accept 12 --name a --file b", "raa proposal accept: --name and --file exclude each other: give the name in the file.", "raa proposal accept")]
    [InlineData("package replay folder --from -1h --data ./data --decompose", "raa package replay: --decompose and --data exclude each other: only a product that runs has the definitions and facts to decompose, so leave one of them out.", "raa package replay")]
    [InlineData("graph print tunnel blue --at", "raa graph print: --at needs a value.", "raa graph print")]
    [InlineData("device list --server", "raa device list: --server needs a value.", "raa device list")]
    public async Task Run_WrongCommandLine_SaysWhatIsWrongOnStandardErrorOnly(string commandLine, string wrong, string command)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exitCode = await RaaCommand.RunAsync(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries), new InvocationConfiguration { Output = output, Error = error });

        exitCode.ShouldBe(CliExitCode.Usage);
        output.ToString().ShouldBeEmpty();
        var lines = error.ToString().TrimEnd().Split(Environment.NewLine);
        lines.Length.ShouldBe(2, error.ToString());
        lines[0].ShouldStartWith(wrong);
        lines[0].ShouldNotContain("System.");
        lines[1].ShouldBe($"{command} --help shows how it is used.");
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("service get --help")]
    public async Task Run_Help_PrintsItOnStandardOutput(string commandLine)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exitCode = await RaaCommand.RunAsync(commandLine.Split(' '), new InvocationConfiguration { Output = output, Error = error });

        exitCode.ShouldBe(CliExitCode.Success);
        output.ToString().ShouldContain("--json");
        error.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_NothingListensOnTheSocket_NamesIt()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exitCode = await RaaCommand.RunAsync(["service", "list", "--server", "unix:/nonexistent"], new InvocationConfiguration { Output = output, Error = error });

        exitCode.ShouldBe(CliExitCode.Unreachable);
        error.ToString().Trim().ShouldBe("raa: unix:/nonexistent does not answer: nothing listens on /nonexistent. Is the product running? --server or RAA_SERVER says where.");
    }
}
