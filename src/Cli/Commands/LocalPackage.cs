using RouterAlertAssurance.Heuristics.Loading;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary>A package in a folder, with the packages it requires in folders of their names beside it.</summary>
internal static class LocalPackage
{
    public static PackageLoadResult Load(string folder)
    {
        var parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))) ?? folder;
        return CatalogBuild.Of(PackageSource.Read(folder), name => Beside(parent, name));
    }

    // A name of a package has no dots and slashes; what has is told as unknown.
    private static PackageSource? Beside(string parent, string name) =>
        Path.GetFileName(name) == name && Path.Combine(parent, name) is var folder && Directory.Exists(folder) ? PackageSource.Read(folder) : null;
}
