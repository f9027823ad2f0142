using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.WebUi.Components.Shared.Graphs;

/// <summary>
/// The drawn assurance graph. Positions are computed in the browser when the structure changes (docs/decisions/0007-graph-drawing.md);
/// a changed score only changes attributes. Zoom, scrolling and what is pointed at live in the browser too (Scripts/graph.js).
/// </summary>
public sealed partial class AssuranceGraphView
{
    private const int LowNode = 50;
    private const int TallNode = 66;

    private GraphModel _model = new(new HealthGraph(), "");
    private Dictionary<string, DrawnEdge> _edges = [];
    private string _asked = "";
    private string? _revealed;
    private bool _isNew;
    private int _nodeWidth;
    private int _nodeHeight;
    private GraphLayout? _layout;
    private string? _failure;
    private ElementReference _frame;
    private NodeDetails? _details;
    private IJSObjectReference? _module;
    private IJSObjectReference? _view;
    private DotNetObjectReference<AssuranceGraphView>? _self;

    /// <summary>Nodes with their health.</summary>
    [Parameter, EditorRequired]
    public HealthGraph Graph { get; set; } = new();

    /// <summary>Key of the service's own node.</summary>
    [Parameter, EditorRequired]
    public string Root { get; set; } = "";

    /// <summary>Key of a node to stand out, <c>type|id</c>.</summary>
    [Parameter]
    public string? Selected { get; set; }

    /// <summary>Whether a table with the same content follows; not where a link leads to the page that has it.</summary>
    [Parameter]
    public bool HasTable { get; set; } = true;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    /// <summary>What a screen reader says of the drawing, and how it is used without a mouse.</summary>
    private string Description =>
        $"Assurance graph, {Format.Count(Graph.Nodes.Count, "node")}. Tab goes through the nodes, arrow keys follow the dependencies, plus and minus zoom."
        + (HasTable ? " A table with the same content follows." : "");

    /// <summary>Called by the script with the node the pointer or the focus is on; null when there is none.</summary>
    [JSInvokable]
    public void Point(string? key) => _details?.Point(key);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_view is not null)
            {
                await _view.InvokeVoidAsync("dispose");
                await _view.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the drawing with it.
        }

        _self?.Dispose();
    }

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_model.Graph, Graph))
        {
            _model = new GraphModel(Graph, Root);
            _edges = _model.Edges.DistinctBy(edge => edge.Id).ToDictionary(edge => edge.Id, StringComparer.Ordinal);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            if (_asked != _model.Structure && Graph.Nodes.Count > 0)
            {
                await LayOutAsync();
                StateHasChanged();
            }
            else if (_layout is not null && _view is not null)
            {
                await ShowAsync(_view);
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser went away while the graph was drawn.
        }
        catch (JSException failure)
        {
            _failure = failure.Message;
            StateHasChanged();
        }
    }

    private async Task LayOutAsync()
    {
        _asked = _model.Structure;
        var width = NodeLabel.WidthFor(Graph.Nodes.Select(node => node.Node.Label));
        var height = Graph.Nodes.Any(node => NodeLabel.Lines(node.Node.Label, width).Count > 1) ? TallNode : LowNode;
        _module ??= await Script.InvokeAsync<IJSObjectReference>("import", "./scripts/graph.js");
        _self ??= DotNetObjectReference.Create(this);
        _view ??= await _module.InvokeAsync<IJSObjectReference>("attach", _frame, _self);
        var layout = await _view.InvokeAsync<GraphLayout>(
            "layout",
            _model.Keys.Select(id => new LayoutNode(id, width, height)),
            _edges.Values.Select(edge => new LayoutEdge(edge.Id, edge.Source, edge.Target)));
        (_layout, _nodeWidth, _nodeHeight, _failure, _isNew) = (layout, width, height, null, true);
    }

    /// <summary>After the drawing is in the page: sizes it, and brings the selected node into view.</summary>
    private async Task ShowAsync(IJSObjectReference view)
    {
        if (_isNew)
        {
            _isNew = false;
            await view.InvokeVoidAsync("drawn", Root);
        }

        if (_revealed != Selected)
        {
            _revealed = Selected;
            if (Selected is not null)
            {
                await view.InvokeVoidAsync("reveal", Selected);
            }
        }
    }
}
