using System.Globalization;

namespace RouterAlertAssurance.Agent.Sources.Procfs;

/// <summary>The shapes of the files in <c>/proc</c>; what does not fit is left out.</summary>
internal static class ProcfsParser
{
    /// <summary><c>Name: number unit</c> lines.</summary>
    public static Dictionary<string, double> Lines(string text)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length >= 2 && Number(words, 1) is { } value)
            {
                values[words[0]] = value;
            }
        }

        return values;
    }

    /// <summary>Pairs of lines, names then numbers, as in <c>snmp</c> and <c>netstat</c>; keys are <c>Tcp/RetransSegs</c>.</summary>
    public static Dictionary<string, double> Tables(string text)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i + 1 < lines.Length; i += 2)
        {
            var names = lines[i].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var numbers = lines[i + 1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var column = 1; column < Math.Min(names.Length, numbers.Length); column++)
            {
                if (names[0] == numbers[0] && Number(numbers, column) is { } value)
                {
                    values[$"{names[0].TrimEnd(':')}/{names[column]}"] = value;
                }
            }
        }

        return values;
    }

    /// <summary><c>Ip6InReceives 5</c> becomes <c>Ip6/InReceives</c>.</summary>
    public static Dictionary<string, double> Snmp6(string text)
    {
        string[] groups = ["UdpLite6", "Icmp6", "Udp6", "Ip6"];
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in Lines(text.Replace('\t', ' ')))
        {
            if (Array.Find(groups, candidate => name.StartsWith(candidate, StringComparison.Ordinal)) is { } group)
            {
                values[$"{group}/{name[group.Length..]}"] = value;
            }
        }

        return values;
    }

    /// <summary><c>TCP: inuse 4 orphan 0</c> becomes <c>TCP/inuse</c>.</summary>
    public static Dictionary<string, double> Sockstat(string text)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var i = 1; i + 1 < words.Length; i += 2)
            {
                if (Number(words, i + 1) is { } value)
                {
                    values[$"{words[0].TrimEnd(':')}/{words[i]}"] = value;
                }
            }
        }

        return values;
    }

    /// <summary>Processors in use: the <c>cpuN</c> lines of <c>/proc/stat</c>; null where there are none.</summary>
    public static double? Processors(string text)
    {
        var count = text.Split('\n').Count(line => line.StartsWith("cpu", StringComparison.Ordinal) && line.Length > 3 && char.IsAsciiDigit(line[3]));
        return count > 0 ? count : null;
    }

    /// <summary>Share of the last minute in which some or all work waited, out of <c>some avg10=0.00 avg60=1.50 ...</c> lines; <paramref name="who"/> is <c>some</c> or <c>full</c>.</summary>
    public static double? Pressure(string text, string who)
    {
        const string Average = "avg60=";
        var words = text.Split('\n').Select(line => line.Split(' ')).FirstOrDefault(words => words[0] == who) ?? [];
        var word = words.FirstOrDefault(word => word.StartsWith(Average, StringComparison.Ordinal));
        return word is null ? null : Number([word[Average.Length..]], 0) / 100;
    }

    public static double? Ratio(Dictionary<string, double> values, string part, string whole) =>
        values.TryGetValue(part, out var numerator) && values.TryGetValue(whole, out var denominator) && denominator > 0 ? numerator / denominator : null;

    public static double? Number(string[] words, int index) =>
        index < words.Length && double.TryParse(words[index], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Ticks all processors spent, from the first line of <c>/proc/stat</c>.</summary>
internal readonly record struct CpuTimes(ulong Busy, ulong Total)
{
    private const int Idle = 3, IoWait = 4, Guest = 8;

    public static CpuTimes? Parse(string text)
    {
        var words = text.Split('\n', 2)[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < Idle + 2 || words[0] != "cpu")
        {
            return null;
        }

        ulong total = 0, busy = 0;
        for (var i = 1; i < words.Length; i++)
        {
            // Guest time is already part of user time.
            if (i - 1 >= Guest || !ulong.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks))
            {
                break;
            }

            total += ticks;
            busy += i - 1 is Idle or IoWait ? 0 : ticks;
        }

        return new CpuTimes(busy, total);
    }
}
