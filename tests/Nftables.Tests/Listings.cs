namespace RouterAlertAssurance.Nftables.Tests;

/// <summary>Listings as nft prints them, with rules given by their expressions.</summary>
internal static class Listings
{
    public const string Alert = """{"match":{"op":"==","left":{"ip option":{"name":"ra"}},"right":true}}""";
    public const string Drop = """{"drop":null}""";

    public static string Protocol(string value) => $$$"""{"match":{"op":"==","left":{"meta":{"key":"l4proto"}},"right":{{{value}}}}}""";

    public static string Over(int rate) => $$$"""{"limit":{"rate":{{{rate}}},"burst":5,"per":"second","inv":true}}""";

    /// <summary>A chain at a hook; each rule is a list of expressions.</summary>
    public static string Of(string hook, params string[] rules) => $$$"""
        {"nftables":[
          {"metainfo":{"version":"1.0.6","json_schema_version":1}},
          {"table":{"family":"inet","name":"t","handle":1}},
          {"limit":{"family":"inet","name":"slow","table":"t","handle":5,"rate":60,"per":"minute","inv":true,"burst":10}},
          {"counter":{"family":"inet","name":"over","table":"t","handle":6,"packets":441,"bytes":33516}},
          {"set":{"family":"inet","name":"interesting","table":"t","type":"inet_proto","handle":7,"elem":["igmp","rsvp"]}},
          {"chain":{"family":"inet","table":"t","name":"c","handle":1,"type":"filter","hook":"{{{hook}}}","prio":-300,"policy":"accept"}}
          {{{string.Concat(rules.Select(Rule))}}}
        ]}
        """;

    private static string Rule(string expressions, int number) => $$$"""
        ,{"rule":{"family":"inet","table":"t","chain":"c","handle":{{{number + 10}}},"expr":[{{{expressions}}}]}}
        """;
}
