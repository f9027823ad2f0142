namespace RouterAlertAssurance.Agent.Sources.RouterAlert;

/// <summary>
/// The interfaces that packets were seen on, by name: one that goes and comes back with another index goes on counting. So many at most; when there are more, those that
/// are gone are counted together from then on, so that no sum ever falls.
/// </summary>
/// <param name="names">Finds the interfaces there are, by index.</param>
/// <param name="isTunnel">Whether an interface puts what leaves over it into packets of its own.</param>
internal sealed class InterfaceBook(Func<IReadOnlyDictionary<int, string>> names, Func<string, bool> isTunnel)
{
    private const int Most = 256;
    private const string Gone = "";
    private readonly Dictionary<string, InterfaceTraffic> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<int, InterfaceTraffic> _byIndex = [];
    private IReadOnlyDictionary<int, string> _names = new Dictionary<int, string>();
    private bool _isFresh;

    public IEnumerable<InterfaceTraffic> All => _byName.Values;

    public InterfaceTraffic? Find(string name) => _byName.GetValueOrDefault(name);

    public bool Exists(string name) => _names.Values.Contains(name, StringComparer.Ordinal);

    /// <summary>Looks what interfaces there are.</summary>
    public void Refresh()
    {
        _names = names();
        _isFresh = false;
        _byIndex.Clear();
    }

    /// <summary>Where the packets of an interface are counted.</summary>
    public InterfaceTraffic Of(int index) => _byIndex.TryGetValue(index, out var traffic) ? traffic : _byIndex[index] = Entered(index);

    private InterfaceTraffic Entered(int index)
    {
        var traffic = Enter(index);
        traffic.IsTunnel = isTunnel(traffic.Name);
        return traffic;
    }

    // One that came since is looked for once between two refreshes: packets of what is gone already have no name any more.
    private InterfaceTraffic Enter(int index)
    {
        if (!_names.ContainsKey(index) && !_isFresh)
        {
            _names = names();
            _isFresh = true;
        }

        var name = _names.GetValueOrDefault(index, Gone);
        if (_byName.TryGetValue(name, out var known))
        {
            return known;
        }

        return name != Gone && _byName.Count >= Most && !MakeRoom() ? OfGone() : _byName[name] = new InterfaceTraffic(name);
    }

    private bool MakeRoom()
    {
        var present = _names.Values.ToHashSet(StringComparer.Ordinal);
        List<string> gone = [.. _byName.Keys.Where(name => name != Gone && !present.Contains(name))];
        foreach (var name in gone)
        {
            _byName.Remove(name, out var traffic);
            OfGone().Include(traffic!);
        }

        return gone.Count > 0;
    }

    private InterfaceTraffic OfGone() => _byName.TryGetValue(Gone, out var gone) ? gone : _byName[Gone] = new InterfaceTraffic(Gone);
}
