using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.WebUi.Components.Shared;

/// <summary>
/// The drawn assurance graph. Positions are computed in the browser when the structure changes (docs/decisions/0007-graph-drawing.md);
/// a changed score only changes attributes.
/// </summary>
public sealed partial class AssuranceGraphView
{
    private const int NodeWidth = 216;
    private const int NodeHeight = 48;
    private const int LongestLabel = 25;

    private Dictionary<string, NodeHealth> _nodes = new(StringComparer.Ordinal);
    private Dictionary<string, int> _parents = new(StringComparer.Ordinal);
    private string _structure = "";
    private string _drawn = "";
    private GraphLayout? _layout;
    private string? _failure;
    private IJSObjectReference? _module;

    /// <summary>Nodes with their health.</summary>
    [Parameter, EditorRequired]
    public HealthGraph Graph { get; set; } = new();

    /// <summary>Key of a node to stand out, <c>type|id</c>.</summary>
    [Parameter]
    public string? Selected { get; set; }

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
        {
            try
            {
                await _module.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The browser is gone, and the module with it.
            }
        }
    }

    protected override void OnParametersSet()
    {
        _nodes = Graph.Nodes.ToDictionary(node => Key(node.Node.Type, node.Node.Id), StringComparer.Ordinal);
        _parents = Graph.Nodes.SelectMany(node => node.Node.Dependencies).CountBy(edge => Key(edge.Type, edge.Id), StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        _structure = string.Join('\n', Graph.Nodes.Select(node => Key(node.Node.Type, node.Node.Id) + ">" + string.Join(',', node.Node.Dependencies.Select(edge => Key(edge.Type, edge.Id)))));
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_drawn == _structure || Graph.Nodes.Count == 0)
        {
            return;
        }

        _drawn = _structure;
        try
        {
            _module ??= await Script.InvokeAsync<IJSObjectReference>("import", "./scripts/graph.js");
            _layout = await _module.InvokeAsync<GraphLayout>("layout", _nodes.Keys.Select(id => new LayoutNode(id, NodeWidth, NodeHeight)), Edges());
            _failure = null;
        }
        catch (JSDisconnectedException)
        {
            return;
        }
        catch (JSException failure)
        {
            _failure = failure.Message;
        }

        StateHasChanged();
    }

    private static string Key(string type, string id) => $"{type}|{id}";

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Shorten(string label) => label.Length <= LongestLabel ? label : label[..(LongestLabel - 1)] + "…";

    private static string Tooltip(NodeHealth node) => string.Join(
        '\n', node.Status.Symptoms.Where(symptom => symptom.Stop is null).Select(symptom => $"-{symptom.Weight} {symptom.Text}").Prepend($"{node.Node.Label}: {node.Status.Score}"));

    private IEnumerable<LayoutEdge> Edges() =>
        from node in Graph.Nodes
        let source = Key(node.Node.Type, node.Node.Id)
        from edge in node.Node.Dependencies
        let target = Key(edge.Type, edge.Id)
        where _nodes.ContainsKey(target)
        select new LayoutEdge($"{source}\n{target}", source, target);

    private bool IsShared(NodeHealth node) => node.Services.Count > 1 || _parents.GetValueOrDefault(Key(node.Node.Type, node.Node.Id)) > 1;

    private string EdgeClass(string id)
    {
        var (source, target) = id.Split('\n') is [var from, var to] ? (from, to) : ("", "");
        if (!_nodes.TryGetValue(source, out var parent) || !_nodes.TryGetValue(target, out var child))
        {
            return "";
        }

        var edge = parent.Node.Dependencies.FirstOrDefault(dependency => Key(dependency.Type, dependency.Id) == target);
        if (edge?.DependencyType == "informational")
        {
            return "informational";
        }

        return parent.Status.Symptoms.Any(symptom => symptom.Stop is null && symptom.Kind == "inherited" && symptom.Dependency is { } lossy && Key(lossy.Type, lossy.Id) == target)
            && child.Status.Score is >= 0 and < 100 ? "lossy" : "";
    }

    private sealed record LayoutNode(string Id, int Width, int Height);

    private sealed record LayoutEdge(string Id, string Source, string Target);

    private sealed record GraphLayout(double Width, double Height, IReadOnlyList<NodePosition> Nodes, IReadOnlyList<EdgePath> Edges);

    private sealed record NodePosition(string Id, double X, double Y);

    private sealed record EdgePath(string Id, IReadOnlyList<double[]> Points);
}
