using RouterAlertAssurance.Collector.Current;

namespace RouterAlertAssurance.Collector.Queries;

/// <summary>The read query parameters of a list of nodes.</summary>
internal sealed class NodeFilter
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;
    private const string OwnSymptoms = "own";

    private static readonly string[] DeviceParameters = ["device", "device1", "device2"];

    private readonly NodeListQuery _query;
    private readonly List<(string Key, string? Value)> _labels = [];
    private readonly int _minScore;
    private readonly int _maxScore;

    private NodeFilter(NodeListQuery query, QueryErrors errors)
    {
        _query = query;
        _minScore = errors.Integer(query.MinScore, "minScore", -1, 100) ?? -1;
        _maxScore = errors.Integer(query.MaxScore, "maxScore", -1, 100) ?? 100;
        Limit = errors.Integer(query.Limit, "limit", 1, MaxLimit) ?? DefaultLimit;
        ReadLabels(errors);
        ReadOrder(errors);
        if (query is SubserviceListQuery { Symptoms: { Length: > 0 } symptoms } && symptoms != OwnSymptoms)
        {
            errors.Add("symptoms", $"expected {OwnSymptoms}");
        }
    }

    public int Limit { get; }

    public SortOrder Order { get; private set; } = SortOrder.Parse(null)!;

    /// <summary>The page begins after it; null for the first.</summary>
    public SortKey? After { get; private set; }

    public static NodeFilter Read(NodeListQuery query, QueryErrors errors) => new(query, errors);

    /// <summary>Whether the node belongs into the list.</summary>
    /// <param name="view">The node.</param>
    /// <param name="type">Type as the list shows it.</param>
    /// <param name="name">Name as the list shows it.</param>
    public bool Accepts(NodeView view, string type, string name)
    {
        var node = view.Entry.Node;
        return Is(_query.Type, type)
            && Is(_query.Name, name)
            && view.Status.Score >= _minScore
            && view.Status.Score <= _maxScore
            && _labels.TrueForAll(label => node.Labels.TryGetValue(label.Key, out var value) && (label.Value is null || label.Value == value))
            && AcceptsPlace(view)
            && (string.IsNullOrEmpty(_query.Text) || Holds(name) || Holds(node.Label) || Holds(view.Entry.Id.Id) || Holds(view.Service?.TopCause));
    }

    private bool AcceptsPlace(NodeView view)
    {
        if (_query is not SubserviceListQuery place)
        {
            return true;
        }

        var node = view.Entry.Node;
        return Is(place.Agent, node.Agent)
            && (string.IsNullOrEmpty(place.Symptoms) || view.HasOwnSymptom)
            && (string.IsNullOrEmpty(place.Device)
                || Array.Exists(DeviceParameters, name => node.Parameters.TryGetValue(name, out var device) && device == place.Device));
    }

    private static bool Is(string? wanted, string? value) => string.IsNullOrEmpty(wanted) || wanted == value;

    private bool Holds(string? text) => text?.Contains(_query.Text!, StringComparison.OrdinalIgnoreCase) == true;

    private void ReadLabels(QueryErrors errors)
    {
        foreach (var label in _query.Label ?? [])
        {
            var colon = label.IndexOf(':', StringComparison.Ordinal);
            if (colon == 0 || label.Length == 0)
            {
                errors.Add("label", "expected key:value or key");
                return;
            }

            _labels.Add(colon < 0 ? (label, null) : (label[..colon], label[(colon + 1)..]));
        }
    }

    private void ReadOrder(QueryErrors errors)
    {
        if (SortOrder.Parse(_query.Sort) is not { } order)
        {
            errors.Add("sort", "expected score, name or since, or one of them after a minus sign");
            return;
        }

        Order = order;
        if (string.IsNullOrEmpty(_query.Cursor))
        {
            return;
        }

        if (Cursor.TryRead(_query.Cursor, order, out var after))
        {
            After = after;
        }
        else
        {
            errors.Add("cursor", "not a cursor of a list in this order");
        }
    }
}
