using System.Text.Json;
using RouterAlertAssurance.Hosting.Configuration;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Hosting.Tests.Configuration;

public sealed class ConfigurationTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly StorageOptions _options = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void CreateBuilder_SameKeyEverywhere_FlagBeatsEnvironmentBeatsFile()
    {
        var file = _directory.Write("raa.json", """{ /* why */ "storage": { "retention": "1h", "batch": 7, "tags": ["a"] }, }""");

        Create(["--config", file, "--storage-retention=3h"], ("RAA_STORAGE_RETENTION", "2h"), ("RAA_STORAGE_TAGS", "x, y")).ExitCode.ShouldBeNull(_error.ToString());

        _options.Retention.ShouldBe(TimeSpan.FromHours(3));
        _options.Tags.ShouldBe(["x", "y"]);
        _options.Batch.ShouldBe(7);
    }

    [Fact]
    public void CreateBuilder_ManyErrors_AllAreReportedAtOnce()
    {
        var file = _directory.Write("raa.json", """{ "storage": { "batch": 0, "retentoin": "1h" } }""");

        var host = Create(
            ["--config", file, "--listen", "http://0.0.0.0:80", "--storage-retention", "soon", "--nonsense", "1", "--log-level", "loud"],
            ("RAA_STORAGE_VERBOSE", "maybe"));

        host.ExitCode.ShouldBe(RaaExitCode.Usage);
        var lines = _error.ToString().TrimEnd().Split('\n');
        lines.ShouldContain(line => line.Contains("storage.batch", StringComparison.Ordinal) && line.Contains("from 1 to 1000", StringComparison.Ordinal));
        lines.ShouldContain(line => line.Contains("storage.retentoin", StringComparison.Ordinal) && line.Contains("unknown option", StringComparison.Ordinal));
        lines.ShouldContain(line => line.Contains("sign-in and TLS", StringComparison.Ordinal));
        lines.ShouldContain(line => line.Contains("--storage-retention", StringComparison.Ordinal) && line.Contains("200ms", StringComparison.Ordinal));
        lines.ShouldContain(line => line.Contains("--nonsense", StringComparison.Ordinal));
        lines.ShouldContain(line => line.Contains("log.level", StringComparison.Ordinal) && line.Contains("warning", StringComparison.Ordinal));
        lines.ShouldContain(line => line.Contains("RAA_STORAGE_VERBOSE", StringComparison.Ordinal));
        lines.Length.ShouldBe(7);
    }

    [Theory]
    [InlineData("--bogus", "--bogus (command line): unknown flag; --help lists them")]
    [InlineData("--lisen", "--lisen (command line): unknown flag; did you mean --listen?")]
    [InlineData("--storage-retenton", "--storage-retenton (command line): unknown flag; did you mean --storage-retention?")]
    [InlineData("--listen", "--listen (command line): needs a value")]
    public void CreateBuilder_LastFlagWithoutValue_SaysWhetherItIsKnown(string flag, string error)
    {
        Create([flag]).ExitCode.ShouldBe(RaaExitCode.Usage);

        _error.ToString().Trim().ShouldEndWith(error);
    }

    [Theory]
    [InlineData("{ \"storage\": ", "raa.json:1:")]
    [InlineData("[1]", "expected a JSON object")]
    [InlineData("{ \"storage\": 1, \"storage\": 2 }", "storage")]
    [InlineData("{ \"storage\": { \"tags\": [{}] } }", "array of plain values")]
    public void CreateBuilder_WrongFile_SaysWhere(string text, string part)
    {
        Create(["--config", _directory.Write("raa.json", text)]).ExitCode.ShouldBe(RaaExitCode.Usage);
        _error.ToString().ShouldContain(part);
    }

    [Fact]
    public void CreateBuilder_MissingFile_IsAnError()
    {
        Create([], ("RAA_CONFIG", _directory.Combine("none.json"))).ExitCode.ShouldBe(RaaExitCode.Usage);
        _error.ToString().ShouldContain("none.json");
    }

    [Fact]
    public void CreateBuilder_RuleOverSeveralOptions_IsChecked()
    {
        Create(["--storage-batch", "1000", "--storage-retention", "1s"]).ExitCode.ShouldBe(RaaExitCode.Usage);
        _error.ToString().ShouldContain("storage.retention: too short for this batch");
    }

    [Theory]
    [InlineData("--storage-admin-password", "hunter2")]
    [InlineData("--storage-connection", "Host=db;Password=hunter2")]
    [InlineData("--storage-connection", "postgres://raa:hunter2@db/raa")]
    public void CreateBuilder_SecretInFlag_IsRefusedWithoutRepeatingIt(string flag, string value)
    {
        Create([flag, value]).ExitCode.ShouldBe(RaaExitCode.Usage);
        _error.ToString().ShouldContain("process arguments");
        _error.ToString().ShouldNotContain("hunter2");
    }

    [Fact]
    public void DumpConfig_WithSecrets_MasksThemAndCanBeReadBack()
    {
        var secret = _directory.Write("secret", "hunter2\n");

        Create(
            ["--dump-config", "--storage-verbose", "--listen", "http://127.0.0.1:1"],
            ("RAA_STORAGE_ADMIN_PASSWORD_FILE", secret),
            ("RAA_STORAGE_CONNECTION", "Host=/run/x;Password=\"hunter2;x\";Username=raa")).ExitCode.ShouldBe(0, _error.ToString());

        _options.AdminPassword.ShouldBe("hunter2");
        var text = _output.ToString();
        text.ShouldNotContain("hunter2");
        text.ShouldContain("Host=/run/x;Password=***;Username=raa");
        using var json = JsonDocument.Parse(text);
        json.RootElement.GetProperty("storage").GetProperty("verbose").GetBoolean().ShouldBeTrue();
        json.RootElement.GetProperty("listen")[0].GetString().ShouldBe("http://127.0.0.1:1");
        Create(["--check-config", "--config", _directory.Write("again.json", text)]).ExitCode.ShouldBe(0, _error.ToString());
    }

    [Fact]
    public void Help_ListsFlagsVariablesAndDefaults()
    {
        Create(["--help"]).ExitCode.ShouldBe(0);
        _output.ToString().ShouldContain("--storage-retention (RAA_STORAGE_RETENTION) [7d]");
        _output.ToString().ShouldContain("RAA_STORAGE_ADMIN_PASSWORD\n");
    }

    [Fact]
    public void CreateBuilder_ValidOptions_AreRegistered()
    {
        var host = Create(["--listen", "http://127.0.0.1:0"]);

        host.Settings.Listen.ShouldBe([ServiceEndpoint.Parse("http://127.0.0.1:0")]);
        host.Services.ShouldContain(service => service.ServiceType == typeof(StorageOptions));
    }

    [Theory]
    [InlineData("200ms", 200)]
    [InlineData("1.5s", 1500)]
    [InlineData("5m", 300_000)]
    [InlineData("7d", 604_800_000)]
    public void TryParse_Duration_RoundTrips(string text, long milliseconds)
    {
        DurationText.TryParse(text, out var duration).ShouldBeTrue();
        duration.TotalMilliseconds.ShouldBe(milliseconds);
        DurationText.TryParse(DurationText.Format(duration), out var again).ShouldBeTrue();
        again.ShouldBe(duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("-5s")]
    [InlineData("s")]
    [InlineData("99999999999999d")]
    public void TryParse_NoDuration_IsFalse(string text) => DurationText.TryParse(text, out _).ShouldBeFalse();

    private RaaHostBuilder Create(string[] arguments, params (string Name, string Value)[] environment) => RaaWebHost.CreateBuilder(new RaaHostOptions("test", arguments)
    {
        Sections = [Section(_options)],
        Environment = environment.ToDictionary(variable => variable.Name, variable => variable.Value),
        Output = _output,
        Error = _error,
    });

    private static OptionSection<StorageOptions> Section(StorageOptions options) => new OptionSection<StorageOptions>("storage", options)
        .Duration("retention", "How long history is kept", o => o.Retention, (o, v) => o.Retention = v)
        .Integer("batch", "Rows per write", o => o.Batch, (o, v) => o.Batch = (int)v, 1, 1000)
        .Boolean("verbose", "Whether to say more", o => o.Verbose, (o, v) => o.Verbose = v)
        .Secret("admin-password", "The password", o => o.AdminPassword, (o, v) => o.AdminPassword = v)
        .ConnectionString("connection", "The database", o => o.Connection, (o, v) => o.Connection = v)
        .List("tags", "Tags", o => o.Tags, (o, v) =>
        {
            o.Tags = v;
            return null;
        })
        .Check(o => o is { Batch: 1000, Retention.TotalSeconds: < 10 } ? [("retention", "too short for this batch")] : []);

    private sealed class StorageOptions
    {
        public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);

        public int Batch { get; set; } = 100;

        public bool Verbose { get; set; }

        public string? AdminPassword { get; set; }

        public string? Connection { get; set; }

        public IReadOnlyList<string> Tags { get; set; } = [];
    }
}
