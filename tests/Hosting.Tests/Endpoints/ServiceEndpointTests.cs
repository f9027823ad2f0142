using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Hosting.Endpoints;

namespace RouterAlertAssurance.Hosting.Tests.Endpoints;

public sealed class ServiceEndpointTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080", true)]
    [InlineData("http://[::1]:8080/", "http://[::1]:8080", true)]
    [InlineData("http://LOCALHOST:1", "http://localhost:1", true)]
    [InlineData("http://localhost", "http://localhost:80", true)]
    [InlineData("http://127.9.9.9:0", "http://127.9.9.9:0", true)]
    [InlineData("unix:/run/raa/x.sock", "unix:/run/raa/x.sock", true)]
    [InlineData("unix:///run/raa/x.sock", "unix:/run/raa/x.sock", true)]
    [InlineData("http://0.0.0.0:80", "http://0.0.0.0:80", false)]
    [InlineData("http://*:80", "http://*:80", false)]
    [InlineData("http://+:80", "http://*:80", false)]
    [InlineData("http://[::]:80", "http://[::]:80", false)]
    [InlineData("http://router.example:8080", "http://router.example:8080", false)]
    public void TryParse_Address_GivesCanonicalText(string text, string canonical, bool isLocal)
    {
        ServiceEndpoint.TryParse(text, out var endpoint, out _).ShouldBeTrue();

        endpoint.ToString().ShouldBe(canonical);
        endpoint.IsLocal.ShouldBe(isLocal);
        ServiceEndpoint.Parse(canonical).ShouldBe(endpoint);
    }

    [Theory]
    [InlineData(null, "not an address")]
    [InlineData("", "not an address")]
    [InlineData("127.0.0.1:80", "not an address")]
    [InlineData("ftp://127.0.0.1:80", "not an address")]
    [InlineData("http://127.0.0.1:99999", "not an address")]
    [InlineData("https://127.0.0.1:80", "TLS is not there yet")]
    [InlineData("http://127.0.0.1:80/path", "only the scheme")]
    [InlineData("http://user@127.0.0.1:80", "only the scheme")]
    [InlineData("unix:run/x.sock", "absolute path")]
    [InlineData("unix:/run/", "absolute path")]
    public void TryParse_SomethingElse_SaysWhatIsWrong(string? text, string part)
    {
        ServiceEndpoint.TryParse(text, out _, out var error).ShouldBeFalse();
        error.ShouldContain(part);
    }

    [Fact]
    public void TryParse_SocketPath_MayHave107Bytes()
    {
        ServiceEndpoint.TryParse("unix:/" + new string('x', 106), out _, out _).ShouldBeTrue();
        ServiceEndpoint.TryParse("unix:/" + new string('x', 105) + "é", out _, out var error).ShouldBeFalse();
        error.ShouldContain("108 bytes");
    }

    [Fact]
    public void TryParse_AnyText_NeverThrowsAndRoundTrips() => Check.QuickThrowOnFailure(Prop.ForAll<string>(text =>
        !ServiceEndpoint.TryParse(text, out var endpoint, out var error)
            ? error.Length > 0
            : ServiceEndpoint.Parse(endpoint.ToString()) == endpoint));
}
