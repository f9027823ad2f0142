using System.Text;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>The YAML files of a folder, with paths relative to it and forward slashes.</summary>
public sealed record PackageFolder(IReadOnlyList<(string Path, string Text)> Files, IReadOnlyList<PackageError> Errors)
{
    /// <summary>Subfolder with the package's tests, which are no part of the package.</summary>
    public const string Fixtures = "fixtures";

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
        foreach (var file in Find(path, errors))
        {
            var name = Path.GetRelativePath(path, file).Replace('\\', '/');
            if (name.StartsWith(Fixtures + "/", StringComparison.Ordinal) == isFixture && ReadFile(file, name, errors) is { } text)
            {
                files.Add((name, text));
            }
        }

        if (files.Count == 0 && errors.Count == 0)
        {
            errors.Add(new PackageError(isFixture ? Path.Combine(path, Fixtures) : path, 0, 0, "", "the folder holds no .yaml file"));
        }

        return new PackageFolder(files, errors);
    }

    private static string[] Find(string path, List<PackageError> errors)
    {
        try
        {
            return [.. Directory.EnumerateFiles(path, "*.*", SearchOption.AllDirectories)
                .Where(file => Path.GetExtension(file) is ".yaml" or ".yml")
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.Add(new PackageError(path, 0, 0, "", "the folder cannot be read: " + exception.Message));
            return [];
        }
    }

    private static string? ReadFile(string file, string name, List<PackageError> errors)
    {
        try
        {
            if (new FileInfo(file).Length <= YamlReader.MaximumSize)
            {
                return Strict.GetString(File.ReadAllBytes(file)).TrimStart('\uFEFF');
            }

            errors.Add(new PackageError(name, 1, 1, "", "the file is larger than 1 MiB"));
        }
        catch (DecoderFallbackException)
        {
            errors.Add(new PackageError(name, 1, 1, "", "the file is not UTF-8"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.Add(new PackageError(name, 0, 0, "", "the file cannot be read: " + exception.Message));
        }

        return null;
    }
}
