namespace RouterAlertAssurance.Hosting.Configuration;

/// <summary>What kind of value an option takes.</summary>
public enum OptionKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>; as a flag without a value it means true.</summary>
    Boolean,

    /// <summary>A duration such as <c>200ms</c>, <c>30s</c>, <c>5m</c>, <c>2h</c> or <c>7d</c>.</summary>
    Duration,

    /// <summary>A <see cref="Endpoints.ServiceEndpoint"/>.</summary>
    Endpoint,

    /// <summary>A secret: never taken from a flag, never shown.</summary>
    Secret,

    /// <summary>A connection string: the password in it is never taken from a flag and never shown.</summary>
    ConnectionString,
}

/// <summary>One option of a service: what documentation, flags, environment and file need to know about it.</summary>
/// <param name="Key">Its key, such as <c>storage.retention</c>; in the file each dot is a nested object.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Description">What it means, with its range, in a sentence without a final full stop.</param>
/// <param name="Default">The default, as text.</param>
/// <param name="IsList">Whether it takes several values: repeated flags, commas in the environment, an array in the file.</param>
public sealed record OptionDescriptor(string Key, OptionKind Kind, string Description, string? Default, bool IsList)
{
    /// <summary>The flag, such as <c>--storage-retention</c>.</summary>
    public string Flag => "--" + Key.Replace('.', '-');

    /// <summary>The environment variable, such as <c>RAA_STORAGE_RETENTION</c>.</summary>
    public string EnvironmentVariable => "RAA_" + Key.Replace('.', '_').Replace('-', '_').ToUpperInvariant();

    /// <summary>Whether the whole value is a secret: by its kind, or because its key says so.</summary>
    public bool IsSecret => Kind == OptionKind.Secret || SecretMask.IsSecretName(Key);
}

/// <summary>One thing wrong with the configuration.</summary>
/// <param name="Key">The option, or what stands in its place.</param>
/// <param name="Source">Where the value came from: the flag, the variable, or the file.</param>
/// <param name="Detail">What is wrong and what would be right.</param>
public sealed record ConfigurationError(string Key, string Source, string Detail)
{
    /// <summary>One line for the console.</summary>
    public override string ToString() => Source.Length == 0 ? $"{Key}: {Detail}" : $"{Key} ({Source}): {Detail}";
}
