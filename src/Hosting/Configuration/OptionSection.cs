using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using RouterAlertAssurance.Hosting.Endpoints;

namespace RouterAlertAssurance.Hosting.Configuration;

/// <summary>
/// The options of one feature, described by a table instead of reflection. Defaults are those of the object given.
/// <code>new OptionSection&lt;StorageOptions&gt;("storage", new()).Duration("retention", "...", o =&gt; o.Retention, (o, v) =&gt; o.Retention = v)</code>
/// </summary>
/// <typeparam name="T">The options class; it is registered as a singleton.</typeparam>
public sealed class OptionSection<T>(string name, T value) : IOptionSection
    where T : class
{
    private readonly List<Entry> _entries = [];
    private readonly List<Func<T, IEnumerable<(string Key, string Detail)>>> _validators = [];

    /// <inheritdoc/>
    public string Name => name;

    /// <summary>The options object, filled in by <see cref="ConfigurationLoader"/>.</summary>
    public T Value => value;

    /// <inheritdoc/>
    public IReadOnlyList<OptionDescriptor> Descriptors => [.. _entries.Select(entry => entry.Descriptor)];

    /// <summary>Text.</summary>
    public OptionSection<T> Text(string key, string description, Func<T, string?> get, Action<T, string> set) =>
        Single(key, OptionKind.Text, description, get, (options, text) => Done(() => set(options, text)));

    /// <summary>A secret: taken from the environment, a file named by the variable with <c>_FILE</c> appended, or the configuration file.</summary>
    public OptionSection<T> Secret(string key, string description, Func<T, string?> get, Action<T, string> set) =>
        Single(key, OptionKind.Secret, description, get, (options, text) => Done(() => set(options, text)));

    /// <summary>A connection string, whose password is treated as a secret.</summary>
    public OptionSection<T> ConnectionString(string key, string description, Func<T, string?> get, Action<T, string> set) =>
        Single(key, OptionKind.ConnectionString, description, get, (options, text) => Done(() => set(options, text)));

    /// <summary>One of a few words.</summary>
    public OptionSection<T> Choice(string key, string description, IReadOnlyList<string> words, Func<T, string> get, Action<T, string> set) =>
        Single(key, OptionKind.Text, description, get, (options, text) => words.Contains(text, StringComparer.Ordinal)
            ? Done(() => set(options, text))
            : $"expected one of {string.Join(", ", words)}");

    /// <summary>A whole number within a range.</summary>
    public OptionSection<T> Integer(string key, string description, Func<T, long> get, Action<T, long> set, long min = 0, long max = int.MaxValue) =>
        Single(
            key,
            OptionKind.Integer,
            description,
            options => get(options).ToString(CultureInfo.InvariantCulture),
            (options, text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
                ? Done(() => set(options, number))
                : $"expected a whole number from {min} to {max}");

    /// <summary>A number within a range.</summary>
    public OptionSection<T> Number(string key, string description, Func<T, double> get, Action<T, double> set, double min, double max) =>
        Single(
            key,
            OptionKind.Number,
            description,
            options => get(options).ToString(CultureInfo.InvariantCulture),
            (options, text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
                ? Done(() => set(options, number))
                : string.Create(CultureInfo.InvariantCulture, $"expected a number from {min} to {max}"));

    /// <summary>A switch.</summary>
    public OptionSection<T> Boolean(string key, string description, Func<T, bool> get, Action<T, bool> set) =>
        Single(key, OptionKind.Boolean, description, options => get(options) ? "true" : "false", (options, text) => text.ToLowerInvariant() switch
        {
            "true" or "yes" or "on" or "1" => Done(() => set(options, true)),
            "false" or "no" or "off" or "0" => Done(() => set(options, false)),
            _ => "expected true or false",
        });

    /// <summary>A duration within a range; by default anything above zero.</summary>
    public OptionSection<T> Duration(
        string key, string description, Func<T, TimeSpan> get, Action<T, TimeSpan> set, TimeSpan? min = null, TimeSpan? max = null)
    {
        var (least, most) = (min ?? TimeSpan.FromMilliseconds(1), max ?? TimeSpan.FromDays(36500));
        return Single(key, OptionKind.Duration, description, options => DurationText.Format(get(options)), (options, text) =>
            !DurationText.TryParse(text, out var duration) ? "expected a duration such as 200ms, 30s, 5m, 2h or 7d"
            : duration < least || duration > most ? $"expected a duration from {DurationText.Format(least)} to {DurationText.Format(most)}"
            : Done(() => set(options, duration)));
    }

    /// <summary>The address of another service.</summary>
    public OptionSection<T> Endpoint(string key, string description, Func<T, ServiceEndpoint?> get, Action<T, ServiceEndpoint> set) =>
        Single(key, OptionKind.Endpoint, description, options => get(options)?.ToString(), (options, text) =>
            ServiceEndpoint.TryParse(text, out var endpoint, out var error) ? Done(() => set(options, endpoint)) : error);

    /// <summary>Several values; the setter returns what is wrong with them, or null.</summary>
    public OptionSection<T> List(
        string key, string description, Func<T, IEnumerable<string>> get, Func<T, IReadOnlyList<string>, string?> set, OptionKind kind = OptionKind.Text)
    {
        var initial = string.Join(",", get(value));
        return Add(new Entry(
            new OptionDescriptor(FullKey(key), kind, description, initial.Length == 0 ? null : initial, IsList: true),
            options => [.. get(options)],
            set));
    }

    /// <summary>A rule over several options; yields the key (within the section) and what is wrong.</summary>
    public OptionSection<T> Check(Func<T, IEnumerable<(string Key, string Detail)>> rule)
    {
        _validators.Add(rule);
        return this;
    }

    /// <inheritdoc/>
    public string? Set(string key, IReadOnlyList<string> values) => Find(key).Set(value, values);

    /// <inheritdoc/>
    public IReadOnlyList<string> Get(string key) => Find(key).Get(value);

    /// <inheritdoc/>
    public IEnumerable<ConfigurationError> Validate() =>
        _validators.SelectMany(rule => rule(value)).Select(error => new ConfigurationError(FullKey(error.Key), "", error.Detail));

    /// <inheritdoc/>
    public void Register(IServiceCollection services) => services.AddSingleton(value);

    private OptionSection<T> Single(string key, OptionKind kind, string description, Func<T, string?> get, Func<T, string, string?> set) =>
        Add(new Entry(
            new OptionDescriptor(FullKey(key), kind, description, get(value), IsList: false),
            options => get(options) is { } text ? [text] : [],
            (options, values) => values.Count == 1 ? set(options, values[0]) : "expected one value"));

    private OptionSection<T> Add(Entry entry)
    {
        _entries.Add(entry);
        return this;
    }

    private Entry Find(string key) => _entries.Find(entry => entry.Descriptor.Key == key) ?? throw new KeyNotFoundException(key);

    private string FullKey(string key) => name.Length == 0 ? key : $"{name}.{key}";

    private static string? Done(Action set)
    {
        set();
        return null;
    }

    private sealed record Entry(OptionDescriptor Descriptor, Func<T, IReadOnlyList<string>> Get, Func<T, IReadOnlyList<string>, string?> Set);
}
