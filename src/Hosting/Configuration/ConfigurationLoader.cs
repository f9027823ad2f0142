namespace RouterAlertAssurance.Hosting.Configuration;

/// <summary>What the caller of a service wants done with its configuration.</summary>
public enum ConfigurationMode
{
    /// <summary>Run the service.</summary>
    Run,

    /// <summary><c>--check-config</c>: say whether it is valid, and stop.</summary>
    Check,

    /// <summary><c>--dump-config</c>: print the effective configuration with secrets masked, and stop.</summary>
    Dump,

    /// <summary><c>--help</c>: print the options, and stop.</summary>
    Help,
}

/// <summary>The outcome of <see cref="ConfigurationLoader.Load"/>.</summary>
/// <param name="Mode">What is wanted.</param>
/// <param name="Errors">Everything that is wrong; empty when the configuration can be used.</param>
public sealed record ConfigurationResult(ConfigurationMode Mode, IReadOnlyList<ConfigurationError> Errors);

/// <summary>
/// Fills the options of a service from, each overriding the one before: the defaults, the file of <c>--config</c> or <c>RAA_CONFIG</c>,
/// the environment (<c>RAA_*</c>), the flags. All errors are collected before anything is reported.
/// </summary>
public static class ConfigurationLoader
{
    private static readonly string[] Switches = ["--check-config", "--dump-config", "--help"];

    /// <summary>Loads the configuration into the sections.</summary>
    /// <param name="sections">The sections; their keys must be distinct.</param>
    /// <param name="arguments">The command line behind the name of the program and the command.</param>
    /// <param name="environment">The environment variables.</param>
    public static ConfigurationResult Load(
        IReadOnlyList<IOptionSection> sections, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        ArgumentNullException.ThrowIfNull(sections);
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(environment);
        var errors = new List<ConfigurationError>();
        var owners = sections.SelectMany(section => section.Descriptors.Select(descriptor => (descriptor, section)))
            .ToDictionary(pair => pair.descriptor.Key, StringComparer.Ordinal);
        var byFlag = owners.Values.ToDictionary(pair => pair.descriptor.Flag, StringComparer.Ordinal);
        var flags = CommandLineFlags.Read(
            arguments,
            IsKnown,
            name => Switches.Contains(name, StringComparer.Ordinal) || (byFlag.TryGetValue(name, out var owner) && owner.descriptor.Kind == OptionKind.Boolean),
            errors);

        var file = flags.Values.TryGetValue("--config", out var paths) ? paths[^1] : environment.GetValueOrDefault("RAA_CONFIG");
        var fromFile = string.IsNullOrEmpty(file) ? [] : ConfigurationFile.Read(file, errors);
        foreach (var unknown in fromFile.Keys.Where(key => !owners.ContainsKey(key)))
        {
            errors.Add(new ConfigurationError(unknown, file!, "unknown option" + Suggest(unknown, owners.Keys)));
        }

        foreach (var unknown in flags.Values.Keys.Where(name => !IsKnown(name)))
        {
            errors.Add(new ConfigurationError(unknown, "command line", "unknown flag" + Suggest(unknown, byFlag.Keys)));
        }

        foreach (var (descriptor, section) in owners.Values)
        {
            Apply(section, descriptor, FromFlags(descriptor, flags, errors) ?? FromEnvironment(descriptor, environment, errors) ?? FromFile(descriptor, fromFile, file), errors);
        }

        errors.AddRange(sections.SelectMany(section => section.Validate()));
        return new ConfigurationResult(ModeOf(flags), errors);

        bool IsKnown(string name) => name == "--config" || Switches.Contains(name, StringComparer.Ordinal) || byFlag.ContainsKey(name);
    }

    private static ConfigurationMode ModeOf(CommandLineFlags flags) =>
        flags.Values.ContainsKey("--help") ? ConfigurationMode.Help
        : flags.Values.ContainsKey("--dump-config") ? ConfigurationMode.Dump
        : flags.Values.ContainsKey("--check-config") ? ConfigurationMode.Check
        : ConfigurationMode.Run;

    private static void Apply(IOptionSection section, OptionDescriptor descriptor, Setting? setting, List<ConfigurationError> errors)
    {
        if (setting is not null && section.Set(descriptor.Key, setting.Values) is { } detail)
        {
            errors.Add(new ConfigurationError(descriptor.Key, setting.Source, detail));
        }
    }

    private static Setting? FromFlags(OptionDescriptor descriptor, CommandLineFlags flags, List<ConfigurationError> errors)
    {
        if (!flags.Values.TryGetValue(descriptor.Flag, out var values))
        {
            return null;
        }

        if (descriptor.IsSecret || (descriptor.Kind == OptionKind.ConnectionString && values.Exists(SecretMask.HoldsSecret)))
        {
            errors.Add(new ConfigurationError(
                descriptor.Key,
                descriptor.Flag,
                $"a secret does not belong into process arguments, which every user can read: set {descriptor.EnvironmentVariable}, {descriptor.EnvironmentVariable}_FILE or the configuration file"));
            return null;
        }

        return new Setting(descriptor.IsList ? values : [values[^1]], descriptor.Flag);
    }

    private static Setting? FromEnvironment(OptionDescriptor descriptor, IReadOnlyDictionary<string, string> environment, List<ConfigurationError> errors)
    {
        var variable = descriptor.EnvironmentVariable;
        if (environment.GetValueOrDefault(variable) is { Length: > 0 } value)
        {
            return new Setting(descriptor.IsList ? value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [value], variable);
        }

        if (environment.GetValueOrDefault(variable + "_FILE") is not { Length: > 0 } file)
        {
            return null;
        }

        try
        {
            return new Setting([File.ReadAllText(file).TrimEnd('\r', '\n')], variable + "_FILE");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            errors.Add(new ConfigurationError(descriptor.Key, variable + "_FILE", unreadable.Message));
            return null;
        }
    }

    private static Setting? FromFile(OptionDescriptor descriptor, Dictionary<string, IReadOnlyList<string>> values, string? file) =>
        values.TryGetValue(descriptor.Key, out var found) ? new Setting(found, file!) : null;

    /// <summary>The name that contains the unknown one, or is contained in it; else the one that begins like it.</summary>
    private static string Suggest(string unknown, IEnumerable<string> known)
    {
        var names = known.Order(StringComparer.Ordinal).ToArray();
        var close = Array.Find(names, name => name.Contains(unknown.TrimStart('-'), StringComparison.OrdinalIgnoreCase) || unknown.Contains(name, StringComparison.OrdinalIgnoreCase))
            ?? names.Where(name => CommonStart(name, unknown) >= 3).MaxBy(name => CommonStart(name, unknown));
        return close is null ? "; --help lists them" : $"; did you mean {close}?";
    }

    private static int CommonStart(string left, string right) =>
        left.TrimStart('-').Zip(right.TrimStart('-')).TakeWhile(pair => pair.First == pair.Second).Count();

    private sealed record Setting(IReadOnlyList<string> Values, string Source);
}
