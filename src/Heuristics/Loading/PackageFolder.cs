using System.Text;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>The YAML files of a folder.</summary>
/// <param name="Files">Path relative to the folder, with forward slashes, and text.</param>
/// <param name="Errors">Why files could not be read; their paths are relative to the folder too, and empty for the folder itself.</param>
public sealed record PackageFolder(IReadOnlyList<(string Path, string Text)> Files, IReadOnlyList<PackageError> Errors)
{
    /// <summary>Subfolder with the package's tests, which are no part of the package.</summary>
    public const string Fixtures = "fixtures";

    /// <summary>Files of a package, and of its tests.</summary>
    internal const int MaximumFiles = 64;

    /// <summary>Octets of all files of a package; of its tests as many again.</summary>
    internal const int MaximumSize = 4 * YamlReader.MaximumSize;

    private const string OnlyFiles = "a package is made of regular files and links to them; remove it, or put a file in its place";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads those of the package itself; a folder or file that cannot be read is an error in the result.</summary>
    public static PackageFolder Read(string path) => Read(path, isFixture: false);

    /// <summary>Reads those with the package's tests.</summary>
    public static PackageFolder ReadFixtures(string path) => Read(path, isFixture: true);

    private static PackageFolder Read(string path, bool isFixture)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var errors = new List<PackageError>();
        var files = new List<(string Path, string Text)>();
        var size = 0L;
        foreach (var name in Find(path, isFixture, errors))
        {
            if (ReadFile(Path.Combine(path, name), name, ref size, errors) is { } text)
            {
                files.Add((name, text));
            }

            if (size > MaximumSize)
            {
                errors.Add(TooLarge);
                return new([], errors);
            }
        }

        if (files.Count == 0 && errors.Count == 0)
        {
            errors.Add(new PackageError(isFixture ? Fixtures : "", 0, 0, "", "the folder holds no .yaml file", "add one, or remove the folder"));
        }

        return new PackageFolder(files, errors);
    }

    private static List<string> Find(string path, bool isFixture, List<PackageError> errors)
    {
        try
        {
            var entries = FolderEntry.Below(path).Where(entry => entry.Path.StartsWith(Fixtures + "/", StringComparison.Ordinal) == isFixture).ToList();
            errors.AddRange(entries.Where(entry => entry.IsFolder).Select(entry =>
                new PackageError(entry.Path, 0, 0, "", "a link to a folder is not followed", "put the folder here itself, or links to its files")));
            var files = entries.Where(entry => !entry.IsFolder && Path.GetExtension(entry.Path) is ".yaml" or ".yml").Select(entry => entry.Path).ToList();
            if (files.Count <= MaximumFiles)
            {
                return files;
            }

            errors.Add(TooManyFiles(files.Count));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.Add(new PackageError("", 0, 0, "", "the folder cannot be read: " + exception.Message.TrimEnd('.'), "check that it is there, and who may read it"));
        }

        return [];
    }

    internal static PackageError TooLarge { get; } =
        new("", 0, 0, "", $"the files together are larger than {MaximumSize / (1024 * 1024)} MiB", "split the package, and let one part require the other");

    internal static PackageError TooManyFiles(int count) =>
        new("", 0, 0, "", $"the package has {count} files, and {MaximumFiles} are allowed", "put several types into one file");

    private static string? ReadFile(string file, string name, ref long size, List<PackageError> errors)
    {
        try
        {
            var (octets, kind) = RegularFile.Read(file, YamlReader.MaximumSize);
            size += octets?.Length ?? 0;
            if (octets is { Length: <= YamlReader.MaximumSize })
            {
                return Strict.GetString(octets).TrimStart('\uFEFF');
            }

            errors.Add(octets is null ? new PackageError(name, 0, 0, "", $"is {kind}, not a regular file", OnlyFiles) : YamlReader.TooLarge(name));
        }
        catch (DecoderFallbackException)
        {
            errors.Add(new PackageError(name, 1, 1, "", "the file is not UTF-8", "save it as UTF-8"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.Add(new PackageError(name, 0, 0, "", "the file cannot be read: " + exception.Message.TrimEnd('.'), "check where it leads to, and who may read it"));
        }

        return null;
    }
}
