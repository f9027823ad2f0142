using System.Net;
using RouterAlertAssurance.Probes.Control;
using RouterAlertAssurance.Probes.Marks;
using RouterAlertAssurance.Probes.Responding;
using RouterAlertAssurance.Probes.Sockets;

namespace RouterAlertAssurance.Probes.Tests.Responding;

public sealed class RoundReceiverTests
{
    [Fact]
    public async Task Close_PacketsComeFasterThanTheyAreRead_EndsAndTellsOfTheLoss()
    {
        var tap = new EndlessTap();
        var receiver = Receiver(tap);

        var results = await receiver.CloseAsync().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        results.Lost.ShouldBe(7);
        tap.IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public async Task Dispose_PacketsComeFasterThanTheyAreRead_Ends()
    {
        var tap = new EndlessTap();
        var receiver = Receiver(tap);

        await Task.Run(receiver.Dispose).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        tap.IsDisposed.ShouldBeTrue();
    }

    private static RoundReceiver Receiver(IPacketTap tap)
    {
        var observer = new RoundObserver(1, new MarkSigner(new byte[] { 1 }, IPAddress.Loopback, IPAddress.Loopback), [ProbeProtocol.Udp], 1, TimeProvider.System);
        return new(new PortReservation(IPAddress.Loopback, []), tap, observer, new(new Dictionary<string, int>(), new Dictionary<string, string>()));
    }

    // Never empty.
    private sealed class EndlessTap : IPacketTap
    {
        public bool IsDisposed { get; private set; }

        public bool Take(TimeSpan wait, RoundObserver observer) => true;

        public long TakeLost() => 7;

        public void Dispose() => IsDisposed = true;
    }
}
