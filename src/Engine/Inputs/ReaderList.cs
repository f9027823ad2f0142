namespace RouterAlertAssurance.Engine;

/// <summary>The subservices that read an input: mostly one, which needs no list.</summary>
internal struct ReaderList
{
    private int _first;
    private List<int>? _others;

    public int Count { get; private set; }

    public void Add(int reader)
    {
        if (Count++ == 0)
        {
            _first = reader;
        }
        else
        {
            (_others ??= []).Add(reader);
        }
    }

    public void Remove(int reader)
    {
        if (_first != reader)
        {
            Count -= _others?.Remove(reader) == true ? 1 : 0;
        }
        else if (--Count > 0)
        {
            _first = _others![^1];
            _others.RemoveAt(_others.Count - 1);
        }
    }

    public readonly void AddTo(HashSet<int> readers)
    {
        if (Count > 0)
        {
            readers.Add(_first);
        }

        readers.UnionWith(_others ?? []);
    }
}
