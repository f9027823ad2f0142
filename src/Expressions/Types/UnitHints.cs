namespace RouterAlertAssurance.Expressions.Types;

/// <summary>Guesses which unit was meant.</summary>
internal static class UnitHints
{
    public static string For(string unit) => unit switch
    {
        "pps" => "write 'packets/s'",
        "bps" => "write 'bit/s'",
        "kbps" or "Kbps" => "write 'kbit/s'",
        "Mbps" or "mbps" => "write 'Mbit/s'",
        "Gbps" or "gbps" => "write 'Gbit/s'",
        "percent" => "write '%'",
        "sec" or "second" or "seconds" => "write 's'",
        "minute" or "minutes" => "write 'min'",
        _ => Names.DidYouMean(FirstUnknown(unit), UnitSymbol.Names)
            ?? "the units are bit, bytes, packets, errors, count, ratio, %, ms, s, min, h, d and their quotients",
    };

    private static string FirstUnknown(string unit) =>
        unit.Split('*', '/').FirstOrDefault(symbol => UnitSymbol.Find(symbol) is null, unit);
}
