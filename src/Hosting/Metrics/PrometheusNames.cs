using System.Diagnostics.Metrics;
using System.Globalization;

namespace RouterAlertAssurance.Hosting.Metrics;

/// <summary>Names and labels as the Prometheus text format wants them.</summary>
internal static class PrometheusNames
{
    /// <summary>The name of an instrument with its unit as suffix, without <c>_total</c>.</summary>
    public static string NameOf(Instrument instrument, string kind)
    {
        var name = Clean(instrument.Name);
        var unit = UnitOf(instrument.Unit, kind);
        return unit.Length == 0 || name.EndsWith("_" + unit, StringComparison.Ordinal) ? name : $"{name}_{unit}";
    }

    /// <summary>Writes <c>key="value",...</c> into the buffer; -1 when it does not fit.</summary>
    public static int Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags, Span<char> buffer)
    {
        var used = 0;
        foreach (var (key, value) in tags)
        {
            if ((used > 0 && !Append(",", buffer, ref used))
                || !AppendName(key, buffer, ref used)
                || !Append("=\"", buffer, ref used)
                || !AppendValue(value, buffer, ref used)
                || !Append("\"", buffer, ref used))
            {
                return -1;
            }
        }

        return used;
    }

    private static string UnitOf(string? unit, string kind) => unit switch
    {
        null or "" => "",
        ['{', ..] => "",
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "bit/s" => "bits_per_second",
        "%" => "percent",
        "1" => kind == "gauge" ? "ratio" : "",
        _ => Clean(unit),
    };

    private static string Clean(string name) => string.Create(name.Length, name, (buffer, text) =>
    {
        for (var i = 0; i < buffer.Length; i++)
        {
            buffer[i] = char.IsAsciiLetterOrDigit(text[i]) ? text[i] : '_';
        }
    });

    private static bool Append(ReadOnlySpan<char> text, Span<char> buffer, ref int used)
    {
        if (!text.TryCopyTo(buffer[used..]))
        {
            return false;
        }

        used += text.Length;
        return true;
    }

    private static bool AppendName(string name, Span<char> buffer, ref int used)
    {
        if (!Append(name, buffer, ref used))
        {
            return false;
        }

        foreach (ref var character in buffer[(used - name.Length)..used])
        {
            character = char.IsAsciiLetterOrDigit(character) ? character : '_';
        }

        return true;
    }

    private static bool AppendValue(object? value, Span<char> buffer, ref int used)
    {
        if (value is not string and ISpanFormattable formattable)
        {
            var fits = formattable.TryFormat(buffer[used..], out var written, default, CultureInfo.InvariantCulture);
            used += written;
            return fits;
        }

        foreach (var character in value?.ToString() ?? "")
        {
            var escaped = character switch { '\\' => "\\\\", '"' => "\\\"", '\n' => "\\n", _ => null };
            if (!Append(escaped is null ? [character] : escaped, buffer, ref used))
            {
                return false;
            }
        }

        return true;
    }
}
