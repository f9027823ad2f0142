using System.Net;
using RouterAlertAssurance.Orchestrator.Tests.Running;

namespace RouterAlertAssurance.Orchestrator.Tests.Services;

public sealed class YamlTests : OrchestratorTest
{
    private const string Link = """
        # A link
        parameters:
          device1: pe1
          interface1: eth0
          device2: pe2
          interface2: "0"
          vni: 100
        labels:
          urgent: true
        maintenance:
          contact: noc
          start: 2025-01-31T12:00:00Z
        """;

    [Theory]
    [InlineData("application/yaml")]
    [InlineData("text/yaml; charset=utf-8")]
    [InlineData("application/x-yaml")]
    public async Task Put_Yaml_IsStoredAsJsonWouldBe(string mediaType)
    {
        var http = (await StartAsync()).Http;
        await http.DefineDevicesAsync("pe1", "pe2");

        using var response = await http.PutAsync("api/v1/services/link/blue", Link, mediaType);

        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        var definition = (await response.JsonAsync()).GetProperty("definition");
        definition.GetProperty("parameters").GetProperty("vni").GetString().ShouldBe("100");
        definition.GetProperty("labels").GetProperty("urgent").GetString().ShouldBe("true");
        (await http.PutAsync("api/v1/devices/pe3", "role: edge\ncharacteristics: { os: linux }\n", mediaType)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("parameters:\n  device1: pe1\n  interface1: eth0\n  device2: nowhere\n  interface2: eth0\n", "/parameters/device2", 4, 12)]
    [InlineData("parameters:\n  device1: pe1\n  interface1: eth0\n  device2: pe2\n  interface2: eth0\nprofil: gold\n", "/profil", 6, 9)]
    [InlineData("parameters:\n  device1: pe1\n  interface1: [eth0]\n  device2: pe2\n  interface2: eth0\n", "/parameters/interface1", 3, 15)]
    [InlineData("parameters: {}\n\tlabels: {}\n", "", 2, 1)]
    [InlineData("parameters: &a {}\nlabels: *a\n", "", 1, null)]
    public async Task Put_WrongYaml_TellsLineAndColumn(string body, string pointer, int line, int? column)
    {
        var http = (await StartAsync()).Http;
        await http.DefineDevicesAsync("pe1", "pe2");

        using var response = await http.PutAsync("api/v1/services/link/blue", body, "application/yaml");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var error = (await response.JsonAsync()).GetProperty("errors")[0];
        error.GetProperty("pointer").GetString().ShouldBe(pointer);
        error.GetProperty("line").GetInt32().ShouldBe(line);
        if (column is not null)
        {
            error.GetProperty("column").GetInt32().ShouldBe(column.Value);
        }
    }

    [Fact]
    public async Task Put_WrongJson_TellsLineAndColumn()
    {
        var http = (await StartAsync()).Http;

        using var response = await http.PutAsync("api/v1/devices/pe1", "{\n  \"role\": \"edge\",\n  \"agent\": 5\n}");

        var error = (await response.JsonAsync()).GetProperty("errors")[0];
        (error.GetProperty("pointer").GetString(), error.GetProperty("line").GetInt32(), error.GetProperty("column").GetInt32()).ShouldBe(("/agent", 3, 12));
    }
}
