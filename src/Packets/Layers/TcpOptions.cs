using System.Buffers.Binary;

namespace RouterAlertAssurance.Packets.Layers;

/// <summary>The options of a TCP header (RFC 9293, section 3.2).</summary>
public ref struct TcpOptions
{
    public const byte EndOfOptions = 0;
    public const byte NoOperation = 1;

    /// <summary>The kinds that RFC 4727 sets aside for experiments; RFC 6994 has them begin with an identifier (ExID).</summary>
    public const byte Experiment1 = 253;

    public const byte Experiment2 = 254;
    private ReadOnlySpan<byte> _rest;

    /// <param name="options">The octets behind the first twenty of the header.</param>
    public TcpOptions(ReadOnlySpan<byte> options) => _rest = options;

    public byte Kind { get; private set; }

    /// <summary>What the option carries, without kind and length.</summary>
    public ReadOnlySpan<byte> Data { get; private set; }

    public bool IsMalformed { get; private set; }

    public readonly bool IsExperimental => Kind is Experiment1 or Experiment2;

    /// <summary>The first sixteen bits of an experimental option's ExID (RFC 6994, section 3); -1 where it has none.</summary>
    public readonly int ExperimentId => IsExperimental && Data.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(Data) : -1;

    public bool MoveNext()
    {
        if (_rest.IsEmpty || _rest[0] == EndOfOptions)
        {
            return false;
        }

        Kind = _rest[0];
        if (Kind == NoOperation)
        {
            Data = default;
            _rest = _rest[1..];
            return true;
        }

        if (_rest.Length < 2 || _rest[1] < 2 || _rest[1] > _rest.Length)
        {
            IsMalformed = true;
            _rest = default;
            return false;
        }

        Data = _rest[2.._rest[1]];
        _rest = _rest[_rest[1]..];
        return true;
    }
}
