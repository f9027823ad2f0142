using System.Text.Json;
using RouterAlertAssurance.Agent.Running;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Loading;

namespace RouterAlertAssurance.Agent.Assignments;

/// <summary>
/// Packages the orchestrator sent, on disk by name and digest. Having one changes nothing; an assignment that names it does. Thread-safe.
/// </summary>
internal sealed class PackageStore
{
    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly Dictionary<(string Name, string Digest), PackageContent> _contents = [];
    private readonly Dictionary<string, PackageContent> _newest = new(StringComparer.Ordinal);

    public PackageStore(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(folder, "*.json"))
        {
            if (Read(file) is { } content)
            {
                Remember(content);
            }
        }
    }

    public PackageContent? Find(string name)
    {
        lock (_gate)
        {
            return _newest.GetValueOrDefault(name);
        }
    }

    /// <summary>References of which nothing is here.</summary>
    public IReadOnlyList<PackageReference> Missing(IEnumerable<PackageReference> references)
    {
        lock (_gate)
        {
            return [.. references.Where(reference => !_contents.ContainsKey((reference.Name, reference.Digest)))];
        }
    }

    public void Add(PackageContent content)
    {
        DurableFile.Write(PathOf(content.Name, content.Digest), JsonSerializer.SerializeToUtf8Bytes(content, ContractsJson.Default.PackageContent));
        lock (_gate)
        {
            Remember(content);
        }
    }

    /// <summary>Forgets what no assignment names any more.</summary>
    public void Keep(IEnumerable<PackageReference> references)
    {
        var wanted = references.Select(reference => (reference.Name, reference.Digest)).ToHashSet();
        lock (_gate)
        {
            foreach (var key in _contents.Keys.Where(key => !wanted.Contains(key)).ToList())
            {
                _contents.Remove(key);
                File.Delete(PathOf(key.Name, key.Digest));
            }

            _newest.Clear();
            foreach (var content in _contents.Values)
            {
                _newest[content.Name] = content;
            }
        }
    }

    /// <summary>The catalogue of exactly these packages, in whatever order.</summary>
    public CatalogChange Catalog(IEnumerable<PackageReference> references)
    {
        lock (_gate)
        {
            var build = CatalogBuild.Of(references.Select(reference => SourceOf(_contents[(reference.Name, reference.Digest)])));
            return new(build.Catalog, [.. build.Refused.SelectMany(refused => refused.Errors)]);
        }
    }

    /// <summary>Loads a package with what came last of those it requires: they are sent before it and may not be at work yet.</summary>
    public PackageLoadResult Try(PackageContent content)
    {
        lock (_gate)
        {
            return CatalogBuild.Of(SourceOf(content), name => _newest.TryGetValue(name, out var other) ? SourceOf(other) : null);
        }
    }

    private static PackageSource SourceOf(PackageContent content) => new("", [.. content.Files.Select(file => (file.Path, file.Text))]);

    private void Remember(PackageContent content) => _contents[(content.Name, content.Digest)] = _newest[content.Name] = content;

    private static PackageContent? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), ContractsJson.Default.PackageContent);
        }
        catch (JsonException)
        {
            // Written atomically, so this is damage from outside: the orchestrator sends the package again.
            return null;
        }
    }

    private string PathOf(string name, string digest) => Path.Combine(_folder, $"{name}-{digest}.json");
}
