using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using RouterAlertAssurance.Model.Graphs;

namespace RouterAlertAssurance.Orchestrator.Assignment;

/// <summary>
/// The RFC 9418 configuration of a slice. Only its digest is computed when it is planned, from those of its nodes, which are taken from the slice
/// before where the node is the same; the document is written when it is sent.
/// </summary>
internal sealed class SliceBody
{
    private readonly ImmutableArray<AssuranceNode> _nodes;
    private readonly ImmutableArray<UInt128> _digests;
    private readonly NodeDigests _source;

    private SliceBody(ImmutableArray<AssuranceNode> nodes, ImmutableArray<UInt128> digests, NodeDigests source) => (_nodes, _digests, _source) = (nodes, digests, source);

    public int Count => _nodes.Length;

    /// <param name="nodes">The nodes of the slice.</param>
    /// <param name="digests">Digests of nodes at the time.</param>
    /// <param name="before">The agent's slice before; null for its first.</param>
    public static SliceBody Of(ImmutableArray<AssuranceNode> nodes, NodeDigests digests, SliceBody? before)
    {
        var known = before is not null && digests.HasTypesOf(before._source) ? before.Digests() : [];
        return new(nodes, [.. nodes.Select(node => known.TryGetValue(node, out var digest) ? digest : digests.Of(node))], digests);
    }

    /// <summary>Another one where any node differs; their order does not matter, since each comes once.</summary>
    public void AppendDigest(IncrementalHash hash)
    {
        var sum = UInt128.Zero;
        foreach (var digest in _digests)
        {
            sum = unchecked(sum + digest);
        }

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, sum);
        hash.AppendData(bytes);
    }

    /// <summary>Body of the RESTCONF PUT.</summary>
    public byte[] Write() => _source.Content(_nodes);

    // What a node with a window looks like depends on the time too.
    private Dictionary<AssuranceNode, UInt128> Digests()
    {
        var digests = new Dictionary<AssuranceNode, UInt128>(_nodes.Length, ReferenceEqualityComparer.Instance);
        for (var at = 0; at < _nodes.Length; at++)
        {
            if (_nodes[at].Maintenance is null)
            {
                digests[_nodes[at]] = _digests[at];
            }
        }

        return digests;
    }
}
