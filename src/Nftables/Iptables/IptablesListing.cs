using System.Collections.Frozen;

namespace RouterAlertAssurance.Nftables.Iptables;

/// <summary>Rules as <c>iptables-save</c> prints them (iptables-save(8)), as words.</summary>
internal sealed class IptablesListing
{
    private readonly FrozenDictionary<(string Table, string Chain), List<IReadOnlyList<string>>> _rules;

    private IptablesListing(Dictionary<(string Table, string Chain), List<IReadOnlyList<string>>> rules) => _rules = rules.ToFrozenDictionary();

    public static IptablesListing Parse(string text)
    {
        var rules = new Dictionary<(string, string), List<IReadOnlyList<string>>>();
        var table = "";
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '*')
            {
                table = line[1..];
                continue;
            }

            // "[packets:octets] -A CHAIN ..." with -c, otherwise without the first word.
            var words = Words(line);
            var at = words.IndexOf("-A");
            if (at < 0 || at + 1 >= words.Count)
            {
                continue;
            }

            if (!rules.TryGetValue((table, words[at + 1]), out var chain))
            {
                rules.Add((table, words[at + 1]), chain = []);
            }

            chain.Add(words[(at + 2)..]);
        }

        return new(rules);
    }

    /// <summary>The rules of a chain, in order.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Of(string table, string chain) => _rules.GetValueOrDefault((table, chain), []);

    private static List<string> Words(string line)
    {
        var words = new List<string>();
        for (var at = 0; at < line.Length;)
        {
            if (line[at] == ' ')
            {
                at++;
                continue;
            }

            words.Add(line[at] == '"' ? Quoted(line, ref at) : Plain(line, ref at));
        }

        return words;
    }

    private static string Plain(string line, ref int at)
    {
        var end = line.IndexOf(' ', at);
        var word = end < 0 ? line[at..] : line[at..end];
        at += word.Length;
        return word;
    }

    private static string Quoted(string line, ref int at)
    {
        var word = new System.Text.StringBuilder();
        for (at++; at < line.Length && line[at] != '"'; at++)
        {
            at += line[at] == '\\' && at + 1 < line.Length ? 1 : 0;
            word.Append(line[at]);
        }

        at++;
        return word.ToString();
    }
}
