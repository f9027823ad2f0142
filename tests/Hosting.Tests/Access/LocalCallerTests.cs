using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Hosting.Access;

namespace RouterAlertAssurance.Hosting.Tests.Access;

public sealed class LocalCallerTests
{
    [Fact]
    public async Task Identify_SocketClosedMeanwhile_IsLocalWithoutAUser()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Dispose();

        (await IdentifyAsync(socket)).ShouldBe("local");
    }

    [Fact]
    public async Task Identify_SocketWithoutAPeer_IsLocal()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

        (await IdentifyAsync(socket)).ShouldNotBeNull().ShouldStartWith("local");
    }

    private static async Task<string?> IdentifyAsync(Socket socket)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IConnectionSocketFeature>(new SocketFeature(socket));
        return (await new LocalCallerIdentification().IdentifyAsync(context, TestContext.Current.CancellationToken))?.Name;
    }

    private sealed record SocketFeature(Socket Socket) : IConnectionSocketFeature;
}
