namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>The files of a package merged: header keys stand once in all files, sections may be spread over them.</summary>
internal sealed class PackageDocument
{
    private static readonly string[] Sections = ["requires", "profiles", "metrics", "subservices", "services"];

    private readonly List<string> _notSupported = [];
    private readonly Dictionary<string, SourceScalar> _header = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OrderedDictionary<string, SourceEntry>> _sections =
        Sections.ToDictionary(name => name, _ => new OrderedDictionary<string, SourceEntry>(StringComparer.Ordinal), StringComparer.Ordinal);

    private PackageDocument(string firstFile) => FirstFile = firstFile;

    public string FirstFile { get; }

    public IReadOnlyList<SourceEntry> Requires => _sections["requires"].Values;

    public IReadOnlyList<SourceEntry> Profiles => _sections["profiles"].Values;

    public IReadOnlyList<string> NotSupported => _notSupported;

    public IReadOnlyList<SourceEntry> Metrics => _sections["metrics"].Values;

    public IReadOnlyList<SourceEntry> Subservices => _sections["subservices"].Values;

    public IReadOnlyList<SourceEntry> Services => _sections["services"].Values;

    /// <summary>The merged files; null, with errors, where one of them is not YAML: what it lacks cannot be told from what it has.</summary>
    public static PackageDocument? Read(IReadOnlyList<(string Path, string Text)> files, ErrorList errors)
    {
        var document = new PackageDocument(files[0].Path);
        var complete = true;
        foreach (var (path, text) in files)
        {
            var root = YamlReader.Read(new SourceFile(path, text), errors);
            complete &= root is not null;
            if (root is not null)
            {
                TextChecks.Check(root, errors);
            }

            if (root is not null && MappingReader.Open(root, "a package file", PackageKeys.Package, errors) is { } reader)
            {
                document.Merge(reader, errors);
            }
        }

        return complete ? document : null;
    }

    public SourceScalar? Header(string key) => _header.GetValueOrDefault(key);

    private void Merge(MappingReader reader, ErrorList errors)
    {
        foreach (var key in PackageKeys.Package.Except([.. Sections, "not-supported"]).Where(key => reader.Find(key) is not null))
        {
            if (reader.Scalar(key) is { } value && !_header.TryAdd(key, value))
            {
                errors.Add(value, $"'{key}' is already given in {_header[key].File.Path}", "leave one of them out");
            }
        }

        _notSupported.AddRange(reader.Texts("not-supported"));
        foreach (var section in Sections)
        {
            foreach (var entry in reader.Entries(section))
            {
                MergeEntry(_sections[section], section, entry, errors);
            }
        }
    }

    private static void MergeEntry(OrderedDictionary<string, SourceEntry> entries, string section, SourceEntry entry, ErrorList errors)
    {
        if (entries.TryGetValue(entry.Key.Value, out var first))
        {
            // Repetition inside one file was told by the reader already.
            if (first.Key.File != entry.Key.File)
            {
                errors.Add(entry.Key, $"'{entry.Key.Value}' is already in '{section}' of {first.Key.File.Path}", "rename it, or leave one out");
            }

            return;
        }

        entries.Add(entry.Key.Value, entry);
    }
}
