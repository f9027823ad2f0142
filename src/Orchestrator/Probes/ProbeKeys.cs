using System.Security.Cryptography;
using System.Text;

namespace RouterAlertAssurance.Orchestrator.Probes;

/// <summary>
/// The keys of probe tasks, derived from a secret (HKDF, RFC 5869): the same after a restart, another one for each task, and another one when
/// the task is between other agents, addresses or protocols.
/// </summary>
internal sealed class ProbeKeys
{
    private const int Length = 32;
    private static readonly byte[] Salt = "raa probe task"u8.ToArray();

    // Derived from the secret at once, which is not kept.
    private readonly byte[] _pseudorandom;

    public ProbeKeys(ReadOnlySpan<byte> secret) => _pseudorandom = HKDF.Extract(HashAlgorithmName.SHA256, secret.ToArray(), Salt);

    public byte[] Of(ScheduledProbe probe) => HKDF.Expand(HashAlgorithmName.SHA256, _pseudorandom, Length, Encoding.UTF8.GetBytes(string.Join(
        '\u0001', probe.Id, probe.Initiator, probe.Device, probe.Responder, probe.PeerDevice, probe.Source, probe.Destination, probe.Protocols)));
}
