using System.Text.Json;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Sources.Frr;

/// <summary>BGP sessions of the default instance as bgpd tells them (RFC 4271). The argument <c>peer</c> is the neighbour as it is configured.</summary>
internal static class FrrBgp
{
    public const string Daemon = "bgpd";
    public const string NeighbourCommand = "show bgp neighbors json";
    private const string Established = "Established";

    public static IReadOnlyDictionary<string, FrrRead> Reads { get; } = new Dictionary<string, FrrRead>(StringComparer.Ordinal)
    {
        ["bgp/running"] = FrrRead.Running(Daemon),
        ["bgp/sessions"] = FrrRead.Count(Daemon, NeighbourCommand, document => Sessions(document).Count()),
        ["bgp/established"] = FrrRead.Count(
            Daemon, NeighbourCommand, document => Sessions(document).Count(session => session.Value.Text("bgpState") == Established)),
        ["bgp/session-state"] = new(Daemon, [NeighbourCommand], reply => Sample.Present(reply.Time, StateOf(reply))),
        ["bgp/session-reason"] = new(Daemon, [NeighbourCommand], reply => Sample.Present(reply.Time, ReasonOf(SessionOf(reply)))),
        ["bgp/session-drops"] = OfSession(session => session.Number("connectionsDropped")),
        ["bgp/session-prefixes"] = OfSession(session => Prefixes(session)),
        ["bgp/session-hold-time"] = OfSession(session => session.Number("bgpTimerHoldTimeMsecs") / 1000.0),
    };

    /// <summary>The configured neighbours, by address or, without one, by interface.</summary>
    public static IEnumerable<JsonProperty> Sessions(JsonElement document) =>
        document.Members().Where(member => member.Value.Text("bgpState") is not null);

    /// <summary>Prefixes that were received and not refused, of all address families.</summary>
    internal static double? Prefixes(JsonElement session)
    {
        var numbers = session.Member("addressFamilyInfo").Members()
            .Select(family => family.Value.Number("acceptedPrefixCounter")).OfType<ulong>().ToList();
        return numbers.Count == 0 ? null : numbers.Sum(number => (double)number);
    }

    /// <summary>Why a session is not up, as far as the last reset says; empty while it is up.</summary>
    internal static string ReasonOf(JsonElement session)
    {
        if (session.Text("bgpState") is null or Established)
        {
            return "";
        }

        if (session.Boolean("adminShutDown") == true)
        {
            return "shut down on this device";
        }

        var reason = session.Text("lastNotificationReason") ?? session.Text("lastResetDueTo") ?? "no reason is known";
        return session.Text("lastShutdownDescription") is { } description ? $"{reason}: {description}" : reason;
    }

    private static FrrRead OfSession(Func<JsonElement, double?> number) => new(Daemon, [NeighbourCommand], reply => reply.Number(number(SessionOf(reply))));

    private static string StateOf(FrrReply reply) =>
        reply.IsRunning ? SessionOf(reply).Text("bgpState") ?? "not configured" : "not running";

    private static JsonElement SessionOf(FrrReply reply) =>
        reply.IsRunning ? reply.Documents[0].Member(reply.Read.Argument("peer")) : default;
}
