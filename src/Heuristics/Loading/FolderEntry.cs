using System.IO.Enumeration;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Something below the folder of a package that is no folder, or a folder that is a link.</summary>
/// <param name="Path">Relative to the folder, with forward slashes.</param>
/// <param name="IsFolder">Whether it is a link to a folder.</param>
/// <param name="Size">Octets, of a link those of what it leads to where that can be told.</param>
/// <param name="Written">When it was written last.</param>
public readonly record struct FolderEntry(string Path, bool IsFolder, long Size, DateTimeOffset Written)
{
    /// <summary>What is below a folder, subfolders included, by path. Links to folders are not followed: one that leads upwards has no end.</summary>
    /// <exception cref="IOException">The folder cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be listed.</exception>
    public static IReadOnlyList<FolderEntry> Below(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.None };
        var entries = new FileSystemEnumerable<FolderEntry>(folder, (ref FileSystemEntry entry) => Of(folder, entry), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory || IsLink(entry),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsLink(entry),
        };
        return [.. entries.OrderBy(entry => entry.Path, StringComparer.Ordinal)];
    }

    private static FolderEntry Of(string folder, in FileSystemEntry entry)
    {
        var path = entry.ToFullPath();
        // A link keeps its own size and time when what it leads to changes.
        var target = IsLink(entry) ? TargetOf(path) : null;
        return target is { Exists: true }
            ? new(Relative(folder, path), entry.IsDirectory, target is FileInfo file ? file.Length : 0, new DateTimeOffset(target.LastWriteTimeUtc))
            : new(Relative(folder, path), entry.IsDirectory, entry.Length, entry.LastWriteTimeUtc);
    }

    private static FileSystemInfo? TargetOf(string link)
    {
        try
        {
            return new FileInfo(link).ResolveLinkTarget(returnFinalTarget: true);
        }
        catch (IOException)
        {
            // A link to itself: whoever opens it is told.
            return null;
        }
    }

    private static bool IsLink(in FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != FileAttributes.None;

    private static string Relative(string folder, string path) => System.IO.Path.GetRelativePath(folder, path).Replace('\\', '/');
}
