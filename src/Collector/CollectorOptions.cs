using RouterAlertAssurance.Hosting.Configuration;

namespace RouterAlertAssurance.Collector;

/// <summary>Settings of the collector.</summary>
public sealed class CollectorOptions
{
    /// <summary>Npgsql connection string of the PostgreSQL database; a secret.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Longest wait for the database before a request is answered with 503; 8 s by default.</summary>
    public TimeSpan DatabaseTimeout { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>An agent silent for longer has its nodes shown as unknown; 15 s by default.</summary>
    public TimeSpan AgentSilenceLimit { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Folder with the heuristic packages, which say how subservice types are written in YANG.</summary>
    public string Packages { get; set; } = Path.Combine(AppContext.BaseDirectory, "heuristics");

    /// <summary>How long what was is kept.</summary>
    public RetentionOptions Retention { get; set; } = new();

    /// <summary>The table by which flags, environment and file set the options.</summary>
    public static IReadOnlyList<IOptionSection> Sections(CollectorOptions? options = null)
    {
        options ??= new CollectorOptions();
        return [Section(options), options.Retention.Section()];
    }

    private static OptionSection<CollectorOptions> Section(CollectorOptions options) => new OptionSection<CollectorOptions>("collector", options)
        .ConnectionString(
            "database",
            "The PostgreSQL database, as Host=...;Database=...;Username=...;Password=...",
            value => value.ConnectionString.Length == 0 ? null : value.ConnectionString,
            (value, text) => value.ConnectionString = text)
        .Duration(
            "database-timeout",
            "The longest wait for the database before a request is answered with 503",
            value => value.DatabaseTimeout,
            (value, time) => value.DatabaseTimeout = time,
            TimeSpan.FromMilliseconds(100),
            TimeSpan.FromMinutes(1))
        .Duration(
            "agent-silence-limit",
            "The nodes of an agent silent for longer are shown as unknown",
            value => value.AgentSilenceLimit,
            (value, time) => value.AgentSilenceLimit = time,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromHours(1))
        .Text("packages", "The folder with the heuristic packages, which say how subservice types are written in YANG", value => value.Packages, (value, text) => value.Packages = Path.GetFullPath(text))
        .Check(value => value.ConnectionString.Length == 0 ? [("database", "a PostgreSQL connection string is needed")] : []);
}
