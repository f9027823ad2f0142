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

    public PackageStore(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(folder, "*.json"))
        {
            if (Read(file) is { } content)
            {
                _contents[(content.Name, content.Digest)] = content;
            }
        }
    }

    public PackageContent? Find(string name)
    {
        lock (_gate)
        {
            return _contents.Values.LastOrDefault(content => content.Name == name);
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
            _contents[(content.Name, content.Digest)] = content;
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
        }
    }

    /// <summary>The catalogue of exactly these packages. A package may need types of one that comes later.</summary>
    public CatalogChange Catalog(IEnumerable<PackageReference> references)
    {
        List<PackageContent> pending;
        lock (_gate)
        {
            pending = [.. references.Select(reference => _contents[(reference.Name, reference.Digest)])];
        }

        var change = new CatalogChange(PackageCatalog.Empty, []);
        for (var progress = true; progress && pending.Count > 0;)
        {
            var before = pending.Count;
            List<PackageError> errors = [];
            foreach (var content in pending.ToList())
            {
                var next = change.Catalog.Replace([.. content.Files.Select(file => (file.Path, file.Text))]);
                errors.AddRange(next.Errors);
                change = new CatalogChange(next.Catalog, []);
                _ = next.Errors.Count > 0 || pending.Remove(content);
            }

            change = new CatalogChange(change.Catalog, errors);
            progress = pending.Count < before;
        }

        return change;
    }

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
