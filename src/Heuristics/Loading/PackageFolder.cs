using System.Text;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>The YAML files of a folder, with paths relative to it and forward slashes.</summary>
public sealed record PackageFolder(IReadOnlyList<(string Path, string Text)> Files, IReadOnlyList<PackageError> Errors)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads them; a folder or file that cannot be read is an error in the result.</summary>
    public static PackageFolder Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var errors = new List<PackageError>();
        var files = new List<(string Path, string Text)>();
        foreach (var file in Find(path, errors))
        {
            var name = Path.GetRelativePath(path, file).Replace('\\', '/');
            if (ReadFile(file, name, errors) is { } text)
            {
                files.Add((name, text));
            }
        }

        if (files.Count == 0 && errors.Count == 0)
        {
            errors.Add(new PackageError(path, 0, 0, "", "the folder holds no .yaml file"));
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
