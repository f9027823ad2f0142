using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RouterAlertAssurance.Cli.Supervision;
using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.TestKit;
using RouterAlertAssurance.TestKit.Postgres;

namespace RouterAlertAssurance.Cli.Tests.Standalone;

public sealed class StandaloneStartTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IDisposable
{
    private const string Inventory = """{"lab": "none", "devices": [{"name": "pe1", "os": "linux"}, {"name": "pe2", "os": "linux"}], "services": []}""";

    private readonly TemporaryDirectory _directory = new();

    private string Data => Path.Combine(_directory.Path, "data");

    private string RunFolder => RunDirectory.PathFor(Data);

    public void Dispose()
    {
        if (Directory.Exists(RunFolder))
        {
            Directory.Delete(RunFolder, recursive: true);
        }

        _directory.Dispose();
    }

    [Fact]
    public async Task Standalone_AddressInUse_SaysSoInOneLineAndStartsNoAgent()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var started = Path.Combine(_directory.Path, "started");

        var (exitCode, errors) = await RunAsync($"http://{taken.LocalEndpoint}", Inventory, AgentThatMarks(started));

        exitCode.ShouldBe(RaaExitCode.AddressInUse, errors);
        errors.Trim().ShouldBe(
            $"raa: Failed to bind to address http://{taken.LocalEndpoint}: address already in use. End what listens there, or choose another address with --listen.");
        File.Exists(started).ShouldBeFalse("an agent was started");
        Directory.GetFiles(RunFolder, "*.pid").ShouldBeEmpty();
    }

    [Fact]
    public async Task Standalone_DeviceWithoutOs_IsRefusedBeforeAnythingStarts()
    {
        var started = Path.Combine(_directory.Path, "started");

        var (exitCode, errors) = await RunAsync("http://127.0.0.1:0", """{"devices": [{"name": "pe1", "os": "linux"}, {"name": "pe2"}]}""", AgentThatMarks(started));

        exitCode.ShouldBe(RaaExitCode.Usage, errors);
        errors.Trim().ShouldBe(
            $"raa: {Path.Combine(_directory.Path, "inventory.json")}: /devices/1/os: device 'pe2' has no 'os', so nothing says how it is read: write what it runs, such as \"os\": \"linux\"");
        File.Exists(started).ShouldBeFalse("an agent was started");
        Directory.Exists(RunFolder).ShouldBeFalse("the folder of the children was touched");
    }

    private string AgentThatMarks(string file)
    {
        var script = _directory.Write("agent", $"#!/bin/sh\necho started >>'{file}'\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return script;
    }

    private async Task<(int ExitCode, string Errors)> RunAsync(string listen, string inventory, string agentProgram)
    {
        var start = new ProcessStartInfo(
            RepositoryPaths.Raa,
            [
                "standalone", "--data", Data, "--listen", listen,
                "--standalone-inventory", _directory.Write("inventory.json", inventory), "--standalone-agent-program", agentProgram,
            ])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["RAA_STANDALONE_DATABASE"] = postgres.ConnectionString;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        (await output).ShouldBeEmpty();
        return (process.ExitCode, errors);
    }
}
