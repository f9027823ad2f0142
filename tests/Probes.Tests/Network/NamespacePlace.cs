using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using RouterAlertAssurance.Probes.Sockets;

namespace RouterAlertAssurance.Probes.Tests.Network;

/// <summary>Opens sockets in a network namespace, and without any capability where that is asked for: both belong to a thread, and what it opens stays as it is.</summary>
internal sealed partial class NamespacePlace(string name, bool isPrivileged = true) : NetworkPlace
{
    private const int NetworkNamespace = 0x40000000;
    private const uint CapabilityVersion3 = 0x20080522;

    public override T Open<T>(Func<T> open)
    {
        T? result = default;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                Enter();
                result = open();
            }
            catch (Exception thrown)
            {
                failure = thrown;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return result!;
    }

    private void Enter()
    {
        using var handle = File.OpenHandle($"/run/netns/{name}");
        SetNamespace((int)handle.DangerousGetHandle(), NetworkNamespace).ShouldBe(0);
        if (!isPrivileged)
        {
            // Version and thread (0: this one); then effective, permitted and inheritable, twice 32 bits each.
            ReadOnlySpan<uint> header = [CapabilityVersion3, 0];
            ReadOnlySpan<uint> none = [0, 0, 0, 0, 0, 0];
            SetCapabilities(header, none).ShouldBe(0);
        }
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(int descriptor, int kind);

    [LibraryImport("libc", EntryPoint = "capset", SetLastError = true)]
    private static partial int SetCapabilities(ReadOnlySpan<uint> header, ReadOnlySpan<uint> data);
}
