using System.Runtime.InteropServices;
using RouterAlertAssurance.Probes.Sockets;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Probes.Tests.Network;

/// <summary>Opens sockets in a network namespace, and without any capability where that is asked for: both belong to a thread, and what it opens stays as it is.</summary>
internal sealed partial class NamespacePlace(string name, bool isPrivileged = true) : NetworkPlace
{
    private const uint CapabilityVersion3 = 0x20080522;

    public override T Open<T>(Func<T> open) => NetworkNamespaces.InsideNamed(name, () =>
    {
        GiveUpRights();
        return open();
    });

    private void GiveUpRights()
    {
        if (!isPrivileged)
        {
            // Version and thread (0: this one); then effective, permitted and inheritable, twice 32 bits each.
            ReadOnlySpan<uint> header = [CapabilityVersion3, 0];
            ReadOnlySpan<uint> none = [0, 0, 0, 0, 0, 0];
            SetCapabilities(header, none).ShouldBe(0);
        }
    }

    [LibraryImport("libc", EntryPoint = "capset", SetLastError = true)]
    private static partial int SetCapabilities(ReadOnlySpan<uint> header, ReadOnlySpan<uint> data);
}
