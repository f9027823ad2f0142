using RouterAlertAssurance.Cli.Standalone;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Cli.Tests.Standalone;

public sealed class InventoryTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_SoundFile_HasTheOsOfEachDevice()
    {
        var inventory = Inventory.Read(Write("""{"lab": "raa", "devices": [{"name": "pe1", "os": "linux"}, {"name": "pe2", "os": "junos"}]}""")).ShouldNotBeNull();

        inventory.Devices.Select(device => device.ToDefinition().Characteristics["os"]).ShouldBe(["linux", "junos"]);
    }

    [Fact]
    public void Read_NoFile_IsNull() => Inventory.Read(_folder.Combine("none.json")).ShouldBeNull();

    [Fact]
    public void OfThisMachine_HasAnOs() => Inventory.OfThisMachine("vm").Devices.ShouldHaveSingleItem().Os.ShouldBe("linux");

    [Fact]
    public void Read_DevicesWithoutOs_NamesEachWithItsPlaceAndWhatToWrite()
    {
        var path = Write("""{"devices": [{"name": "pe1"}, {"name": "pe2", "os": "linux"}, {"name": "pe3", "os": ""}]}""");

        Should.Throw<InvalidDataException>(() => Inventory.Read(path)).Message.ReplaceLineEndings("\n").ShouldBe(
            $"""
            {path}: /devices/0/os: device 'pe1' has no 'os', so nothing says how it is read: write what it runs, such as "os": "linux"
            {path}: /devices/2/os: device 'pe3' has no 'os', so nothing says how it is read: write what it runs, such as "os": "linux"
            """);
    }

    [Fact]
    public void Read_OsOfAnotherKind_NamesThePlace()
    {
        var path = Write("{\"devices\": [\n{\"name\": \"pe1\", \"os\": 5}]}");

        Should.Throw<InvalidDataException>(() => Inventory.Read(path)).Message.ShouldStartWith($"{path}:2:24: /devices/0/os: expected a string");
    }

    [Theory]
    [InlineData("""{"devices": [{"name": "pe1", "os": null}]}""", "/devices/0/os")]
    [InlineData("""{"devices": null}""", "/devices")]
    public void Read_Null_NamesThePlace(string json, string pointer)
    {
        var path = Write(json);

        Should.Throw<InvalidDataException>(() => Inventory.Read(path)).Message.ShouldContain($": {pointer}: ");
    }

    [Fact]
    public void Read_NoJson_NamesThePlace()
    {
        var path = Write("devices: []");

        Should.Throw<InvalidDataException>(() => Inventory.Read(path)).Message.ShouldStartWith($"{path}:1:1: ");
    }

    private string Write(string json)
    {
        _folder.Write("inventory.json", json);
        return _folder.Combine("inventory.json");
    }
}
