using System.Reflection;

namespace RouterAlertAssurance.Yang.Modules;

/// <summary>The modules of the folder <c>yang/</c>, embedded in this assembly. Generated modules of packages are not among them.</summary>
public static class YangModuleCatalog
{
    private const string Prefix = "yang/";

    public static IReadOnlyList<YangModule> All { get; } = Load();

    private static YangModule[] Load()
    {
        var assembly = typeof(YangModuleCatalog).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name => Read(assembly, name))];
    }

    private static YangModule Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var parts = Path.GetFileNameWithoutExtension(resource).Split('@');
        return new YangModule(parts[0][(parts[0].LastIndexOf('/') + 1)..], parts[1], reader.ReadToEnd());
    }
}
