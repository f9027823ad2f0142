using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Packets.Tests;

/// <summary>Captures of public test suites with what tshark and a second parser count in them; they are not part of this repository.</summary>
internal static class SharedCaptures
{
    private static readonly string Data = Path.GetFullPath(RepositoryPaths.Combine("..", "shared", "data"));

    public static bool AreThere => Directory.Exists(Path.Combine(Data, "captures"));

    public static IReadOnlyList<string> Names { get; } =
        AreThere ? [.. Directory.GetFiles(Path.Combine(Data, "captures")).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)] : [];

    public static string PathOf(string name) => Path.Combine(Data, "captures", name);

    /// <summary>The rows of captures.tsv by file, each by column.</summary>
    public static Dictionary<string, Dictionary<string, string>> Expected()
    {
        var lines = File.ReadAllLines(Path.Combine(Data, "captures.tsv"));
        var columns = lines[0].Split('\t');
        return lines.Skip(1).Select(line => line.Split('\t')).ToDictionary(
            cells => cells[0], cells => columns.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second));
    }

    public static void Need() => Assert.SkipUnless(AreThere, "the captures of ../shared/data are not there");
}
