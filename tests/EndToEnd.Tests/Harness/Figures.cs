using System.Globalization;
using System.Text;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.EndToEnd.Tests.Harness;

/// <summary>What the tests measured on the way; printed with each test and kept in artifacts/end-to-end/figures.md.</summary>
internal static class Figures
{
    private static readonly Lock Gate = new();
    private static readonly StringBuilder Table = new("| What | Measured | Limit |\n|---|---|---|\n");

    public static string Folder { get; } = Directory.CreateDirectory(RepositoryPaths.Combine("artifacts", "end-to-end")).FullName;

    public static void Add(string what, TimeSpan measured, TimeSpan? limit = null) => Add(
        string.Create(CultureInfo.InvariantCulture, $"| {what} | {measured.TotalSeconds:F1} s | {limit?.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture) ?? "-"} s |\n"));

    /// <summary>A share, such as of a processor.</summary>
    public static void Add(string what, double share) => Add(string.Create(CultureInfo.InvariantCulture, $"| {what} | {share * 100:F0} % | - |\n"));

    private static void Add(string row)
    {
        lock (Gate)
        {
            Table.Append(row);
            File.WriteAllText(Path.Combine(Folder, "figures.md"), Table.ToString());
        }

        TestContext.Current.TestOutputHelper?.WriteLine(row.TrimEnd());
    }
}
