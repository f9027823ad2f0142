namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>The packages of one build that were not taken, and why another one cannot have them.</summary>
internal sealed class Refusals
{
    private readonly HashSet<string> _names;
    private readonly Dictionary<(string Package, string Required), string> _loops = [];

    public Refusals(PackageOrder order)
    {
        _names = new(order.Stuck, StringComparer.Ordinal);
        foreach (var loop in order.Loops)
        {
            foreach (var (index, name) in loop.Index())
            {
                // Told from where each of them stands: it is enough to leave out one of the requirements.
                _loops[(name, loop[(index + 1) % loop.Count])] = string.Join(" -> ", loop.Skip(index).Concat(loop.Take(index + 1)));
            }
        }
    }

    public static Refusals None { get; } = new(new PackageOrder([], [], []));

    public void Add(string package) => _names.Add(package);

    /// <summary>Why <paramref name="package"/> cannot have what it requires, and what helps; null when there is no package of that name.</summary>
    public (string Message, string Suggestion)? Why(string package, string required) =>
        package == required ? ($"packages require each other: {package} -> {package}", "a package needs no line to use what is its own")
        : _loops.TryGetValue((package, required), out var loop) ? ($"packages require each other: {loop}", "leave out one of these requirements")
        : _names.Contains(required) ? ($"package '{Suggestions.Shorten(required)}' was refused itself", "correct its errors first")
        : null;
}
