using Microsoft.AspNetCore.SignalR;

namespace RouterAlertAssurance.Collector.Live;

/// <summary>
/// SignalR hub <c>/hubs/health</c>; sends <c>event</c> with a <c>LiveEvent</c>. A connection gets everything until it subscribes to nodes; then only
/// what concerns these, and changes of the graph.
/// </summary>
internal sealed class HealthHub : Hub
{
    public const string Everything = "everything";

    /// <summary>Of all connections, for what everyone must know: changes of the graph, and resets.</summary>
    public const string Everyone = "everyone";

    private const int MaxName = 1100;

    public static string GroupOf(string type, string id) => $"node:{type}[{id}]";

    public override async Task OnConnectedAsync()
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, Everyone, Context.ConnectionAborted);
        await Groups.AddToGroupAsync(Context.ConnectionId, Everything, Context.ConnectionAborted);
    }

    public async Task Subscribe(string type, string id)
    {
        Check(type, id);
        await Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(type, id), Context.ConnectionAborted);
        await Groups.RemoveFromGroupAsync(Context.ConnectionId, Everything, Context.ConnectionAborted);
    }

    public Task Unsubscribe(string type, string id)
    {
        Check(type, id);
        return Groups.RemoveFromGroupAsync(Context.ConnectionId, GroupOf(type, id), Context.ConnectionAborted);
    }

    private static void Check(string type, string id)
    {
        if (string.IsNullOrEmpty(type) || string.IsNullOrEmpty(id) || type.Length > MaxName || id.Length > MaxName)
        {
            throw new HubException("Expected the type and the identifier of a node");
        }
    }
}
