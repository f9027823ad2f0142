using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Fixtures;

/// <summary>The tests of a package.</summary>
/// <param name="Fixtures">In the order of the files; those with errors are left out.</param>
/// <param name="Errors">Every error, with its place.</param>
public sealed record FixtureLoadResult(IReadOnlyList<PackageFixture> Fixtures, IReadOnlyList<PackageError> Errors);

/// <summary>Reads and checks the tests of a package, which are in the folder <c>fixtures</c> below it.</summary>
public static class FixtureLoader
{
    /// <summary>Reads the files of a package's folder. Never throws for what they contain.</summary>
    /// <param name="folder">Folder of the package.</param>
    /// <param name="package">The package.</param>
    /// <param name="catalog">The package with those it requires.</param>
    public static FixtureLoadResult LoadDirectory(string folder, HeuristicPackage package, PackageCatalog catalog)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(Path.Combine(folder, PackageFolder.Fixtures)))
        {
            return new([], [new PackageError(folder, 0, 0, "", $"the package has no folder '{PackageFolder.Fixtures}'", "docs/packages.md says how tests are written")]);
        }

        var read = PackageFolder.ReadFixtures(folder);
        var located = read.Files.Select(file => (Path.Combine(folder, file.Path), file.Text)).ToList();
        return read.Errors.Count > 0 ? new([], [.. read.Errors.Select(error => error.In(folder))]) : Load(located, package, catalog);
    }

    /// <summary>Reads files by their path and text.</summary>
    public static FixtureLoadResult Load(IReadOnlyList<(string Path, string Text)> files, HeuristicPackage package, PackageCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(catalog);
        var errors = new ErrorList();
        var fixtures = new List<PackageFixture>();
        var reader = new FixtureReader(package, catalog, errors);
        foreach (var (path, text) in files)
        {
            if (YamlReader.Read(new SourceFile(path, text), errors) is { } root)
            {
                fixtures.AddRange(reader.Read(root));
            }
        }

        return new(fixtures, errors.Errors);
    }
}
