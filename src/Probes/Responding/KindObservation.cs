using RouterAlertAssurance.Probes.Control;

namespace RouterAlertAssurance.Probes.Responding;

/// <summary>How a packet arrived, from best to worst.</summary>
internal enum ArrivalForm
{
    WithOption,
    WithoutOption,
    BrokenChecksum,
}

/// <summary>Collects what arrives of one protocol and kind; each packet counts once.</summary>
/// <param name="packets">How many are expected.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class KindObservation(int packets, TimeProvider clock)
{
    private readonly byte[] _received = new byte[(packets + 7) / 8];
    private readonly int[] _timesToLive = new int[256];
    private int _withoutOption;
    private int _broken;
    private SeenPacket? _example;
    private ArrivalForm _exampleForm;

    /// <summary>Takes a packet in; one beyond those expected, and one that was here already, counts nothing.</summary>
    /// <param name="sequence">Its number.</param>
    /// <param name="form">How it arrived.</param>
    /// <param name="timeToLive">Its TTL or hop limit.</param>
    /// <param name="octets">It from the IP header on; empty where that is not seen.</param>
    public void Take(uint sequence, ArrivalForm form, int timeToLive, ReadOnlySpan<byte> octets)
    {
        if (sequence >= packets || (_received[sequence / 8] & (1 << (int)(sequence % 8))) != 0)
        {
            return;
        }

        _received[sequence / 8] |= (byte)(1 << (int)(sequence % 8));
        _withoutOption += form == ArrivalForm.WithoutOption ? 1 : 0;
        _broken += form == ArrivalForm.BrokenChecksum ? 1 : 0;
        _timesToLive[(byte)timeToLive]++;
        if (_example is null || form > _exampleForm)
        {
            (_example, _exampleForm) = (SeenPacket.Of(octets, clock), form);
        }
    }

    /// <summary>What arrived.</summary>
    public KindResult ToResult()
    {
        var most = _timesToLive.Max();
        return new([.. _received], _withoutOption, _broken, most == 0 ? null : Array.IndexOf(_timesToLive, most), _example);
    }
}
