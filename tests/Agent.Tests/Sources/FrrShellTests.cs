using System.Net.Sockets;
using System.Text;
using RouterAlertAssurance.Agent.Sources.Frr;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Sources;

public sealed class FrrShellTests : IDisposable
{
    private readonly TemporaryDirectory _run = new();

    [Fact]
    public async Task AskAsync_NoSocket_IsNotRunning() => (await AskAsync("ospfd")).Running.ShouldBeFalse();

    [Fact]
    public async Task AskAsync_SocketLeftBehind_IsNotRunning()
    {
        // Bound and not listened to: what connects is refused, as with a socket whose daemon was killed.
        using var gone = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        gone.Bind(new UnixDomainSocketEndPoint(_run.Combine("ospfd.vty")));

        (await AskAsync("ospfd")).Running.ShouldBeFalse();
    }

    [Fact]
    public async Task AskAsync_DaemonAnswers_GivesTheDocument()
    {
        using var daemon = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        daemon.Bind(new UnixDomainSocketEndPoint(_run.Combine("isisd.vty")));
        daemon.Listen();
        var serving = ServeAsync(daemon);

        var answer = await AskAsync("isisd");

        await serving;
        answer.Running.ShouldBeTrue();
        answer.Documents.Single().GetProperty("areas").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task AskAsync_PathTooLongForASocket_IsAProblemOfReading() =>
        await Should.ThrowAsync<IOException>(() => AskAsync(new string('d', 200)));

    public void Dispose() => _run.Dispose();

    private static async Task ServeAsync(Socket daemon)
    {
        using var connection = await daemon.AcceptAsync(TestContext.Current.CancellationToken);
        var buffer = new byte[100];
        foreach (var answer in (string[])["", "{\"areas\":1}"])
        {
            await connection.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
            await connection.SendAsync(Encoding.ASCII.GetBytes(answer + "\0\0\0\0"), TestContext.Current.CancellationToken);
        }
    }

    private Task<FrrAnswer> AskAsync(string daemon) => new FrrShell(_run.Path).AskAsync("", daemon, ["show"], TestContext.Current.CancellationToken);
}
