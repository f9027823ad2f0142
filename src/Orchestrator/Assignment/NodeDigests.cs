using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Yang.Assurance;
using RouterAlertAssurance.Yang.Json;

namespace RouterAlertAssurance.Orchestrator.Assignment;

/// <summary>Nodes as their agents get them at one time (RFC 9418), and digests of that, each computed once however many slices hold the node.</summary>
/// <param name="types">Names of the types in YANG.</param>
/// <param name="time">At which windows of maintenance are looked at.</param>
internal sealed class NodeDigests(SubserviceTypeCatalog types, DateTimeOffset time)
{
    // No text of a node holds it.
    private const char End = '\u0001';

    private readonly StringBuilder _text = new();
    private readonly Dictionary<AssuranceNode, UInt128> _known = new(ReferenceEqualityComparer.Instance);

    public UInt128 Of(AssuranceNode node) => _known.TryGetValue(node, out var known) ? known
        : _known[node] = BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(Text(node))));

    public byte[] Content(IEnumerable<AssuranceNode> nodes) =>
        JsonSerializer.SerializeToUtf8Bytes(AssuranceJson.Configuration(nodes, types, time), OrchestratorJson.Default.JsonObject);

    public bool HasTypesOf(NodeDigests other) => ReferenceEquals(types, other.Types);

    private SubserviceTypeCatalog Types => types;

    // All of the node but its time: more than is sent, and so never less. Documents of a million nodes would be many times the work.
    private string Text(AssuranceNode node)
    {
        _text.Clear().Append(node.Id.Type).Append(End).Append(node.Id.Id).Append(End).Append(node.Label).Append(End);
        foreach (var (name, value) in node.Parameters)
        {
            _text.Append(name).Append(End).Append(value).Append(End);
        }

        foreach (var edge in node.Dependencies.OrderBy(edge => edge.Target))
        {
            _text.Append(End).Append(edge.Target.Type).Append(End).Append(edge.Target.Id).Append(End).Append((char)('0' + (int)edge.Type)).Append(edge.Group).Append(End).Append(edge.Transform?.ToString());
        }

        foreach (var group in node.Groups.OrderBy(group => group.Name, StringComparer.Ordinal))
        {
            _text.Append(End).Append(End).Append(group.Name).Append(End).Append((char)('0' + (int)group.Combination)).Append(CultureInfo.InvariantCulture, $"{group.Minimum}");
        }

        return node.Maintenance is { } window && window.IsActiveAt(time) ? _text.Append(End).Append(End).Append(End).Append(window.Contact).ToString() : _text.ToString();
    }

    /// <summary>What was computed is in the slices now.</summary>
    public void Forget() => _known.Clear();
}
