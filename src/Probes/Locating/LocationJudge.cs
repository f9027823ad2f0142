namespace RouterAlertAssurance.Probes.Locating;

/// <summary>Finds the place where the option is lost in what the hops answered.</summary>
internal static class LocationJudge
{
    /// <summary>Judges the hops, in their order.</summary>
    public static ProbeLocation Judge(IReadOnlyList<ProbeHop> hops)
    {
        var changed = hops.FirstOrDefault(hop => hop.Option is QuotedOption.Changed or QuotedOption.Broken);
        var last = hops.TakeWhile(hop => hop != changed).LastOrDefault(hop => hop.Option == QuotedOption.Intact);
        var next = changed ?? hops.FirstOrDefault(hop => hop.Number > (last?.Number ?? 0));
        var change = next?.Option ?? QuotedOption.Intact;
        var detail = string.Join("; ", ((string?[])[Describe(hops, last, next), Elsewhere(hops)]).OfType<string>());
        return new(hops, last?.RouterAlert, changed?.RouterAlert ?? next?.Control, change, detail);
    }

    private static string Describe(IReadOnlyList<ProbeHop> hops, ProbeHop? last, ProbeHop? next) => (last, next) switch
    {
        _ when hops.Count == 0 => "there is no router on the way",
        (_, null) => $"every router on the way quotes the option, the last is {last!.RouterAlert}: what happens, happens behind it",
        (_, { Option: QuotedOption.Broken }) => $"{Seen(last)}; {next.RouterAlert} (hop {next.Number}) quotes the header without it and with a wrong checksum",
        (_, { Option: QuotedOption.Changed }) => $"{Seen(last)}; {next.RouterAlert} (hop {next.Number}) quotes the header without it",
        (_, { Control: null }) => $"{Seen(last)}; the routers from hop {next.Number} on do not answer, with the option or without",
        _ => $"{Seen(last)}; {next.Control} (hop {next.Number}) answers packets without it only",
    };

    private static string Seen(ProbeHop? last) => last is null ? "no router quotes the option" : $"{last.RouterAlert} (hop {last.Number}) still quotes the option";

    private static string? Elsewhere(IReadOnlyList<ProbeHop> hops) =>
        hops.FirstOrDefault(hop => hop is { Control: not null, RouterAlert: not null } && !hop.Control.Equals(hop.RouterAlert)) is { } hop
            ? $"packets with the option take another way: hop {hop.Number} is {hop.RouterAlert}, without the option {hop.Control}"
            : null;
}
