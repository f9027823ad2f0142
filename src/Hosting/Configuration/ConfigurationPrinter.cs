using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RouterAlertAssurance.Hosting.Configuration;

/// <summary>Prints the effective configuration, and the list of options.</summary>
public static class ConfigurationPrinter
{
    /// <summary>The effective configuration in the form of the configuration file, secrets masked.</summary>
    public static string Dump(IReadOnlyList<IOptionSection> sections)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            var options = sections.SelectMany(section => section.Descriptors.Select(descriptor => (Section: section, Descriptor: descriptor)))
                .OrderBy(option => option.Descriptor.Key, StringComparer.Ordinal);
            WriteObject(writer, [.. options.Select(option => (option.Descriptor.Key.Split('.'), option.Section, option.Descriptor))], 0);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Every option with flag, variable, default and meaning.</summary>
    public static string Help(string service, IReadOnlyList<IOptionSection> sections)
    {
        var text = new StringBuilder($"Options of {service}; flags override RAA_* variables, these the file of --config.\n\n");
        text.Append("  --config FILE   JSON configuration file (RAA_CONFIG)\n  --check-config  validate the configuration and stop\n");
        text.Append("  --dump-config   print the effective configuration, secrets masked, and stop\n");
        foreach (var option in sections.SelectMany(section => section.Descriptors))
        {
            var how = option.IsSecret ? option.EnvironmentVariable : $"{option.Flag} ({option.EnvironmentVariable})";
            var initial = option.Default is null || option.IsSecret ? "" : $" [{option.Default}]";
            text.Append(CultureInfo.InvariantCulture, $"\n  {how}{initial}\n      {option.Description}\n");
        }

        return text.ToString();
    }

    private static void WriteObject(Utf8JsonWriter writer, List<(string[] Path, IOptionSection Section, OptionDescriptor Descriptor)> options, int depth)
    {
        writer.WriteStartObject();
        foreach (var group in options.GroupBy(option => option.Path[depth], StringComparer.Ordinal))
        {
            writer.WritePropertyName(group.Key);
            if (group.First() is var (path, section, descriptor) && path.Length == depth + 1)
            {
                WriteValue(writer, section, descriptor);
            }
            else
            {
                WriteObject(writer, [.. group], depth + 1);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, IOptionSection section, OptionDescriptor descriptor)
    {
        var values = section.Get(descriptor.Key).Select(value => Masked(descriptor, value)).ToArray();
        if (descriptor.IsList)
        {
            writer.WriteStartArray();
            Array.ForEach(values, writer.WriteStringValue);
            writer.WriteEndArray();
        }
        else if (values.Length == 0)
        {
            writer.WriteNullValue();
        }
        else if (descriptor.Kind is OptionKind.Integer or OptionKind.Number or OptionKind.Boolean && !descriptor.IsSecret)
        {
            writer.WriteRawValue(values[0]);
        }
        else
        {
            writer.WriteStringValue(values[0]);
        }
    }

    private static string Masked(OptionDescriptor descriptor, string value) =>
        descriptor.IsSecret ? SecretMask.Mask
        : descriptor.Kind == OptionKind.ConnectionString ? SecretMask.InConnectionString(value)
        : value;
}
