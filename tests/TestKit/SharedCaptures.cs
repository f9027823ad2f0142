namespace RouterAlertAssurance.TestKit;

/// <summary>Captures of public test suites with what tshark and a second parser count in them; they are not part of this repository.</summary>
public static class SharedCaptures
{
    private static readonly string Data = Path.GetFullPath(RepositoryPaths.Combine("..", "shared", "data"));

    /// <summary>Whether they are on this machine.</summary>
    public static bool AreThere => Directory.Exists(Path.Combine(Data, "captures"));

    /// <summary>The names of their files.</summary>
    public static IReadOnlyList<string> Names { get; } =
        AreThere ? [.. Directory.GetFiles(Path.Combine(Data, "captures")).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)] : [];

    /// <summary>Where the file of a name is.</summary>
    public static string PathOf(string name) => Path.Combine(Data, "captures", name);

    /// <summary>The rows of captures.tsv by file, each by column.</summary>
    public static Dictionary<string, Dictionary<string, string>> Expected()
    {
        var lines = File.ReadAllLines(Path.Combine(Data, "captures.tsv"));
        var columns = lines[0].Split('\t');
        return lines.Skip(1).Select(line => line.Split('\t')).ToDictionary(
            cells => cells[0], cells => columns.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second));
    }

    /// <summary>Skips a test where they are missing.</summary>
    public static void Need()
    {
        if (!AreThere)
        {
            throw new RequirementMissingException("the captures of ../shared/data are not there");
        }
    }
}
