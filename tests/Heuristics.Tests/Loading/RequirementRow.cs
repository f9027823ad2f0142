using System.Text.RegularExpressions;

namespace RouterAlertAssurance.Heuristics.Tests.Loading;

/// <summary>A row of the tables of requirements in docs/router-alert.md.</summary>
/// <param name="Document">Whose requirement it is; empty where the row itself names documents.</param>
/// <param name="Section">The section, or the documents with theirs.</param>
/// <param name="Check">What stands for it.</param>
internal sealed partial record RequirementRow(string Document, string Section, string Check)
{
    // Each table by its heading.
    private static readonly Dictionary<string, string> Documents = new(StringComparer.Ordinal)
    {
        ["## RFC 6398, requirement by requirement"] = "RFC 6398",
        ["## The draft, where it says more"] = "the draft",
        ["## Other documents behind checks"] = "",
    };

    public static IEnumerable<RequirementRow> Of(IEnumerable<string> lines)
    {
        string? document = null;
        foreach (var line in lines)
        {
            document = line.StartsWith("## ", StringComparison.Ordinal) ? Documents.GetValueOrDefault(line) : document;
            if (document is not null && line.Split('|') is { Length: > 3 } cells && cells[1].Trim() is not ("Section" or "Document") && !cells[1].StartsWith("--", StringComparison.Ordinal))
            {
                yield return new(document, cells[1].Trim(), cells[^2]);
            }
        }
    }

    /// <summary>Whether a text names the section of the document at its end; of a row that names documents, one of them with no sections but those of the row.</summary>
    public bool IsCitedBy(string text)
    {
        var cited = text[text.LastIndexOf('[')..].Trim('[', ']').Split("; ");
        return Document.Length > 0
            ? cited.Any(part => part.StartsWith(Document + ",", StringComparison.Ordinal) && Number().Matches(part[Document.Length..]).Any(number => number.Value == Section))
            : Section.Split("; ").Select(Citation).Any(wanted => cited.Select(Citation).Any(given => given.Rfc == wanted.Rfc && IsOfRow(given.Sections, wanted.Sections)));
    }

    private static bool IsOfRow(string[] given, string[] wanted) => wanted.Length == 0 ? given.Length == 0 : given.Length > 0 && given.All(wanted.Contains);

    // What replaced a document is named behind it, in parentheses.
    private static (string Rfc, string[] Sections) Citation(string part)
    {
        var rfc = Rfc().Match(part);
        return rfc.Success ? (rfc.Value, [.. Number().Matches(part[(rfc.Index + rfc.Length)..].Split('(')[0]).Select(number => number.Value)]) : ("", []);
    }

    [GeneratedRegex(@"\d+(\.\d+)*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"RFC \d+", RegexOptions.None, 1000)]
    private static partial Regex Rfc();
}
