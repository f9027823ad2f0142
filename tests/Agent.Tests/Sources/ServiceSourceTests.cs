using System.Net;
using System.Net.Sockets;
using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.Dns;
using RouterAlertAssurance.Agent.Sources.Ping;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Tests.Sources;

public sealed class ServiceSourceTests
{
    private static readonly byte[] Query = DnsMessage.Query(0x1234, "www.example.com", ipv6: false)!;

    [Fact]
    public void DnsQuery_Name_IsWrittenByTheBook() => Query.ShouldBe(
        (byte[])[0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 3, .. "www"u8, 7, .. "example"u8, 3, .. "com"u8, 0, 0, 1, 0, 1]);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a..b")]
    [InlineData("bücher.example")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234.example")]
    public void DnsQuery_NoDomainName_IsNone(string name) => DnsMessage.Query(1, name, ipv6: true).ShouldBeNull();

    [Fact]
    public void DnsAnswer_AliasAndTwoAddresses_GivesTheAddresses()
    {
        var message = Answer(0, Record(5, 1, (byte)'a', 0), Record(1, 192, 0, 2, 1), Record(1, 192, 0, 2, 2));

        DnsMessage.TryRead(message, Query, out var answer).ShouldBeTrue();
        answer.ResponseCode.ShouldBe(0);
        answer.Addresses.Select(address => address.ToString()).ShouldBe(["192.0.2.1", "192.0.2.2"]);
    }

    [Fact]
    public void DnsAnswer_OfAnotherQuestionOrIdentifier_IsRefused()
    {
        DnsMessage.TryRead(Answer(0), DnsMessage.Query(0x1235, "www.example.com", ipv6: false), out _).ShouldBeFalse();
        DnsMessage.TryRead(Answer(0), DnsMessage.Query(0x1234, "www.example.org", ipv6: false), out _).ShouldBeFalse();
        DnsMessage.TryRead(Query, Query, out _).ShouldBeFalse();
    }

    [Fact]
    public void DnsAnswer_CutAnywhere_IsRefused()
    {
        var message = Answer(0, Record(1, 192, 0, 2, 1), Record(28, [.. new byte[15], 1]));
        for (var length = 0; length < message.Length; length++)
        {
            DnsMessage.TryRead(message.AsSpan(0, length), Query, out _).ShouldBeFalse(length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void DnsAnswer_RandomRecords_DoesNotThrow() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        octets => !DnsMessage.TryRead([.. Answer(0)[..7], 9, .. Answer(0)[8..], .. octets], Query, out var answer) || answer.Addresses.Count <= 9).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, "no-address")]
    [InlineData(2, "server-failure")]
    [InlineData(3, "no-such-name")]
    [InlineData(5, "refused")]
    [InlineData(4, "error")]
    public void DnsResult_ResponseCode_HasAName(int code, string outcome) => DnsResult.Of(new DnsAnswer(code, []), 0.1).Outcome.ShouldBe(outcome);

    [Fact]
    public async Task Connect_ListenerAndNone_AreToldApart()
    {
        // A port that is given back may be another program's at once; one that is held and not listened at is nobody's.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();

        (await OutcomeAsync(((IPEndPoint)listener.LocalEndPoint!).Port)).Text.ShouldBe("connected");
        (await OutcomeAsync(((IPEndPoint)silent.LocalEndPoint!).Port)).Text.ShouldBe("refused");
    }

    private static async Task<Sample> OutcomeAsync(int port)
    {
        var read = MetricRead.Of("connect", "connect/outcome", ("host", "127.0.0.1"), ("port", port.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var sink = new RecordingSink();
        await new ConnectSource(TimeProvider.System).ReadAsync([read], sink, TestContext.Current.CancellationToken);
        return sink.Samples[read.Key];
    }

    private static byte[] Answer(byte code, params byte[][] records) =>
        [0x12, 0x34, 0x81, (byte)(0x80 | code), 0, 1, 0, (byte)records.Length, 0, 0, 0, 0, .. Query[12..], .. records.SelectMany(record => record)];

    // The owner is a pointer to the question.
    private static byte[] Record(byte type, params byte[] data) => [0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, (byte)data.Length, .. data];
}
