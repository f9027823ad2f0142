using System.Text;

namespace RouterAlertAssurance.EndToEnd.Tests;

/// <summary>One request that must be refused.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, with its query.</param>
/// <param name="Body">The body.</param>
/// <param name="Status">The status that must be answered.</param>
/// <param name="Pointer">A pointer that the answer must name; null when no field is to blame.</param>
/// <param name="MediaType">The media type of the body.</param>
public sealed record BadInput(string Name, string Method, string Path, byte[] Body, int Status, string? Pointer, string MediaType = "application/json")
{
    private const int TenMegabytes = 10_000_000;
    private const int Deep = 10_000;
    private const string Device = "/api/v1/devices/e2e-bad";
    private const string Tunnel = "/api/v1/services/tunnel/e2e-bad";
    private const string Ends = "\"device1\":\"pe1\",\"interface1\":\"vxlan100\",\"address1\":\"10.255.0.1\",\"interface2\":\"vxlan100\",\"address2\":\"10.255.0.2\"";

    /// <summary>Bodies that no endpoint takes, whatever it expects.</summary>
    public static IEnumerable<BadInput> Anywhere(string method, string path, bool withMediaType = true)
    {
        yield return new("no body", method, path, [], 400, null);
        yield return new("not JSON", method, path, Utf8("{\"name\": nonsense}"), 400, null);
        yield return new("cut off", method, path, Utf8("{\"name\": \"x\""), 400, null);
        yield return new("an array", method, path, Utf8("[]"), 400, null);
        yield return new("a number", method, path, Utf8("7"), 400, null);
        yield return new("null", method, path, Utf8("null"), 400, null);
        yield return new("a name given twice", method, path, Utf8("{\"role\":\"a\",\"role\":\"b\"}"), 400, null);
        yield return new("invalid UTF-8", method, path, [.. Utf8("{\"role\":\""), 0xC3, 0x28, 0xFF, .. Utf8("\"}")], 400, null);
        yield return new("10,000 objects in each other", method, path, Utf8(string.Concat(Enumerable.Repeat("{\"a\":", Deep)) + "1" + new string('}', Deep)), 400, null);
        yield return new("10,000 arrays in each other", method, path, Utf8(new string('[', Deep) + new string(']', Deep)), 400, null);
        yield return new("10 MB", method, path, Utf8("{\"role\":\"" + new string('x', TenMegabytes) + "\"}"), 413, null);
        if (withMediaType)
        {
            yield return new("media type text/plain", method, path, Utf8("{}"), 415, null, "text/plain");
        }
    }

    public static IEnumerable<BadInput> Devices()
    {
        foreach (var field in (string[])["role", "agent"])
        {
            foreach (var (kind, value) in NotText)
            {
                yield return Put(Device, $"{field} is {kind}", $$"""{"{{field}}":{{value}}}""", $"/{field}");
            }
        }

        foreach (var field in (string[])["characteristics", "labels"])
        {
            yield return Put(Device, $"{field} is text", $$"""{"{{field}}":"x"}""", $"/{field}");
            yield return Put(Device, $"{field} is an array", $$"""{"{{field}}":["x"]}""", $"/{field}");
            foreach (var (kind, value) in NotText)
            {
                yield return Put(Device, $"a member of {field} is {kind}", $$$"""{"{{{field}}}":{"os":{{{value}}}}}""", $"/{field}/os");
            }

            yield return Put(Device, $"a member of {field} has a bad name", $$$"""{"{{{field}}}":{"a b":"c"}}""", $"/{field}/a b");
        }

        yield return Put(Device, "name is a number", """{"name":7}""", "/name");
        yield return Put(Device, "name is another than in the path", """{"name":"other"}""", "/name");
        yield return Put(Device, "agent has a bad name", """{"agent":"../../etc"}""", "/agent");
        yield return Put(Device, "unknown member", """{"rolle":"core"}""", "/rolle");
        yield return Put(Device, "control character", """{"role":"a\u0000b"}""", "/role");
        yield return Put(Device, "half a surrogate pair", """{"role":"\ud800"}""", "/role");
        yield return Put(Device, "very long role", $$"""{"role":"{{new string('x', 5000)}}"}""", "/role");
        yield return Put("/api/v1/devices/..%2Fetc", "name with a slash", "{}", "");
        yield return Put("/api/v1/devices/" + new string('x', 500), "very long name", "{}", "");
    }

    public static IEnumerable<BadInput> Services()
    {
        yield return Put(Tunnel, "no parameters", "{}", "/parameters");
        yield return Put(Tunnel, "one parameter missing", $$$"""{"parameters":{{{{Ends}}}}}""", "/parameters");
        yield return Put(Tunnel, "missing device", $$$"""{"parameters":{{{{Ends}}},"device2":"pe9"}}""", "/parameters/device2");
        yield return Put(Tunnel, "unknown parameter", $$$"""{"parameters":{{{{Ends}}},"device2":"pe2","colour":"blue"}}""", "/parameters/colour");
        yield return Put(Tunnel, "address that is none", $$$"""{"parameters":{{{{Ends.Replace("10.255.0.1", "10.255.0.256", StringComparison.Ordinal)}}},"device2":"pe2"}}""", "/parameters/address1");
        foreach (var (kind, value) in NotText)
        {
            yield return Put(Tunnel, $"parameter is {kind}", $$$"""{"parameters":{{{{Ends}}},"device2":{{{value}}}}}""", "/parameters/device2");
            yield return Put(Tunnel, $"profile is {kind}", Complete($$""","profile":{{value}}"""), "/profile");
            yield return Put(Tunnel, $"label is {kind}", Complete($$$""","labels":{"customer":{{{value}}}}"""), "/labels/customer");
            yield return Put(Tunnel, $"contact is {kind}", Complete($$$""","maintenance":{"contact":{{{value}}}}"""), "/maintenance/contact");
            yield return Put(Tunnel, $"begin of maintenance is {kind}", Complete($$$""","maintenance":{"contact":"noc","start":{{{value}}}}"""), "/maintenance/start");
        }

        yield return Put(Tunnel, "parameters are text", """{"parameters":"x"}""", "/parameters");
        yield return Put(Tunnel, "labels are an array", Complete(""","labels":[]"""), "/labels");
        yield return Put(Tunnel, "maintenance is text", Complete(""","maintenance":"now" """), "/maintenance");
        yield return Put(Tunnel, "maintenance without contact", Complete(""","maintenance":{}"""), "/maintenance");
        yield return Put(Tunnel, "maintenance ends before it begins", Complete(""","maintenance":{"contact":"noc","start":"2030-01-02T00:00:00Z","end":"2030-01-01T00:00:00Z"}"""), "/maintenance/end");
        yield return Put(Tunnel, "time without offset", Complete(""","maintenance":{"contact":"noc","end":"2030-01-01T00:00:00"}"""), "/maintenance/end");
        yield return Put(Tunnel, "unknown profile", Complete(""","profile":"platinum" """), "/profile");
        yield return Put(Tunnel, "unknown member", Complete(""","prio":1"""), "/prio");
        yield return Put(Tunnel, "type is another than in the path", Complete(""","type":"host" """), "/type");
        yield return Put("/api/v1/services/tunel/e2e-bad", "unknown service type", "{}", "/type");
        yield return Put(Tunnel + "?dryRun=perhaps", "query parameter that is neither true nor false", Complete(""), null);
        yield return Put(Tunnel + "?force=true", "unknown query parameter", Complete(""), null);
        yield return new("YAML that is none", "PUT", Tunnel, Utf8("parameters: [unclosed"), 400, "", "application/yaml");
        yield return new("YAML with aliases", "PUT", Tunnel, Utf8("parameters: &a {device1: pe1}\nlabels: *a"), 400, "", "application/yaml");
    }

    public static IEnumerable<BadInput> Collector()
    {
        const string Ingest = "/api/v1/ingest";
        const string Epoch = "\"epoch\":\"7d4c5d0e-6f0f-4d2c-9a0e-0f2b8f6c1a11\"";
        yield return Post(Ingest, "no agent", $$"""{"events":[],{{Epoch}}}""", "/agentId");
        yield return Post(Ingest, "epoch is text", """{"agentId":"e2e","epoch":"x","events":[]}""", "/epoch");
        yield return Post(Ingest, "epoch is zero", """{"agentId":"e2e","epoch":"00000000-0000-0000-0000-000000000000","events":[]}""", "/epoch");
        yield return Post(Ingest, "events are text", $$"""{"agentId":"e2e",{{Epoch}},"events":"x"}""", "/events");
        yield return Post(Ingest, "event without anything", $$"""{"agentId":"e2e",{{Epoch}},"events":[{"sequence":1,"time":"2026-01-01T00:00:00Z"}]}""", "/events/0");
        yield return Post(Ingest, "sequence is text", $$"""{"agentId":"e2e",{{Epoch}},"events":[{"sequence":"1","time":"2026-01-01T00:00:00Z"}]}""", "/events/0/sequence");
        yield return Post(Ingest, "score is 101", StatusEvent(Epoch, """{"score":101,"own":100,"low":100,"high":100,"coverage":1,"since":"2026-01-01T00:00:00Z"}"""), "/events/0/status/status/score");
        yield return Post(Ingest, "score without reason", StatusEvent(Epoch, """{"score":50,"own":50,"low":50,"high":50,"coverage":1,"since":"2026-01-01T00:00:00Z"}"""), "/events/0/status/status/symptoms");
        yield return Post(Ingest, "unknown member", $$"""{"agentId":"e2e",{{Epoch}},"events":[],"extra":1}""", "/extra");
        yield return Put("/api/v1/graph", "graph without a version", """{"upserts":[]}""", "/version");
        yield return Put("/api/v1/graph", "nodes are text", """{"version":9000000,"time":"2026-01-01T00:00:00Z","upserts":"x"}""", "/upserts");
        yield return Put("/api/v1/graph", "node without a type", Graph("""{"id":"a"}"""), "/upserts/0/type");
        yield return Put("/api/v1/graph", "dependency that is not there", Graph("""{"type":"a","id":"1","dependencies":[{"type":"a","id":"2","dependencyType":"impacting"}]}"""), "/upserts/0/dependencies/0");
        yield return Put("/api/v1/graph", "dependency of an unknown kind", Graph("""{"type":"a","id":"1","dependencies":[{"type":"a","id":"2","dependencyType":"fatal"}]}"""), "/upserts/0/dependencies/0/dependencyType");
        yield return Put("/api/v1/graph", "node that depends on itself", Graph("""{"type":"a","id":"1","dependencies":[{"type":"a","id":"1","dependencyType":"impacting"}]}"""), "/upserts");
        yield return Put(
            "/api/v1/graph",
            "loop of two nodes",
            Graph("""{"type":"a","id":"1","dependencies":[{"type":"a","id":"2","dependencyType":"impacting"}]},{"type":"a","id":"2","dependencies":[{"type":"a","id":"1","dependencyType":"impacting"}]}"""),
            "/upserts");
        foreach (var query in (string[])["minScore=much", "maxScore=200", "sort=colour", "limit=0", "limit=many", "cursor=garbage"])
        {
            yield return new($"list with {query}", "GET", $"/api/v1/services?{query}", [], 400, null);
        }

        yield return new("graph at no time", "GET", "/api/v1/services/tunnel/blue/graph?at=yesterday", [], 400, null);
        yield return new("history that ends before it begins", "GET", "/api/v1/services/tunnel/blue/history?from=-1h&to=-2h", [], 400, null);
        yield return new("service that is not there", "GET", "/api/v1/services/tunnel/nobody/health", [], 404, null);
        yield return new("node that is not there", "GET", "/api/v1/subservices/interface/pe1/nothing", [], 404, null);
    }

    public override string ToString() => $"{Method} {Path[..Math.Min(Path.Length, 50)]}: {Name}";

    private static IEnumerable<(string Kind, string Value)> NotText => [("a number", "7"), ("true", "true"), ("an array", "[\"x\"]"), ("an object", "{\"x\":\"y\"}")];

    private static BadInput Put(string path, string name, string body, string? pointer) => new(name, "PUT", path, Utf8(body), 400, pointer);

    private static BadInput Post(string path, string name, string body, string? pointer) => new(name, "POST", path, Utf8(body), 400, pointer);

    private static string Complete(string more) => $$$"""{"parameters":{{{{Ends}}},"device2":"pe2"}{{{more}}}}""";

    private static string Graph(string nodes) => $$"""{"version":9000000,"time":"2026-01-01T00:00:00Z","upserts":[{{nodes}}]}""";

    private static string StatusEvent(string epoch, string status) =>
        $$$"""{"agentId":"e2e",{{{epoch}}},"events":[{"sequence":1,"time":"2026-01-01T00:00:00Z","status":{"subservice":{"type":"device","id":"pe1"},"status":{{{status}}}}}]}""";

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
