using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Yang.Json;

namespace RouterAlertAssurance.Yang.Tests.Json;

public sealed class AssuranceConfigurationReaderTests
{
    private static readonly string Valid = AssuranceJson.Configuration(Samples.Nodes(), Samples.Types, Samples.Time).ToJsonString();

    [Theory]
    [InlineData("", "malformed-message")]
    [InlineData("[]", "invalid-value")]
    [InlineData("{\"ietf-service-assurance:subservices\":[]}", "invalid-value")]
    [InlineData("{\"subservices\":{}}", "invalid-value")]
    [InlineData("{\"ietf-service-assurance:subservices\":{\"subservice\":[{\"type\":\"nothing\",\"id\":\"x\"}]}}", "invalid-value")]
    [InlineData("{\"ietf-service-assurance:subservices\":{\"subservice\":[{\"id\":\"x\"}]}}", "missing-element")]
    [InlineData("{\"ietf-service-assurance:subservices\":{\"subservice\":[{\"type\":\"ietf-service-assurance-device:device-type\",\"id\":\"\\ud800\"}]}}", "malformed-message")]
    [InlineData("{\"ietf-service-assurance:subservices\":{\"subservice\":[{\"type\":\"ietf-service-assurance-device:device-type\",\"id\":\"x\"}]}}", "missing-element")]
    public void ReadAll_BadBody_SaysWhat(string body, string tag)
    {
        var read = AssuranceConfigurationReader.ReadAll(Encoding.UTF8.GetBytes(body), Samples.Types);
        read.Nodes.ShouldBeEmpty();
        read.Errors.ShouldContain(error => error.Tag == tag);
    }

    [Theory]
    [InlineData("health-score", "invalid-value")]
    [InlineData("colour", "unknown-element")]
    [InlineData("ietf-service-assurance-device:parameters", "unknown-element")]
    public void ReadAll_MemberThatDoesNotBelong_IsRefused(string member, string tag)
    {
        var json = JsonNode.Parse(Valid)!;
        Entries(json).Single(entry => entry!["type"]!.GetValue<string>() == "service-instance-type")![member] = 1;
        Read(json).Errors.ShouldContain(error => error.Tag == tag && error.Message.Contains(member, StringComparison.Ordinal));
    }

    [Fact]
    public void ReadAll_DanglingDependency_IsDataMissing()
    {
        var json = JsonNode.Parse(Valid)!;
        Entries(json).RemoveAt(0);
        Read(json).Errors.ShouldContain(error => error.Status == 409 && error.Tag == "data-missing");
    }

    [Fact]
    public void ReadAll_SameEntryTwice_IsDataExists()
    {
        var json = JsonNode.Parse(Valid)!;
        Entries(json).Add(Entries(json)[0]!.DeepClone());
        Read(json).Errors.ShouldContain(error => error.Tag == "data-exists");
    }

    [Fact]
    public void ReadAll_EveryLeafOfWrongType_IsRefusedWithItsPath()
    {
        foreach (var wrong in new[] { "1", "true", "[]", "{}", "null" })
        {
            var json = JsonNode.Parse(Valid)!;
            foreach (var entry in Entries(json))
            {
                entry!["id"] = JsonNode.Parse(wrong);
            }

            Read(json).Errors.Count(error => error.Path!.EndsWith("/id", StringComparison.Ordinal)).ShouldBe(3);
        }
    }

    [Fact]
    public void ReadAll_CutAtEveryOctet_NeverThrows()
    {
        var bytes = Encoding.UTF8.GetBytes(Valid);
        for (var length = 0; length < bytes.Length; length++)
        {
            AssuranceConfigurationReader.ReadAll(bytes.AsMemory(0, length), Samples.Types).IsValid.ShouldBeFalse();
        }
    }

    [Fact]
    public void ReadAll_MutatedBody_NeverThrows()
    {
        var bytes = Encoding.UTF8.GetBytes(Valid);
        var mutation = Gen.Choose(0, bytes.Length - 1).Zip(Gen.Choose(0, 255)).ListOf(4).ToArbitrary();
        Prop.ForAll(mutation, changes =>
        {
            var mutated = (byte[])bytes.Clone();
            foreach (var (index, value) in changes)
            {
                mutated[index] = (byte)value;
            }

            var read = AssuranceConfigurationReader.ReadAll(mutated, Samples.Types);
            return read.IsValid || read.Nodes.Count == 0;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void ReadAll_DeepNesting_IsMalformed()
    {
        var body = Encoding.UTF8.GetBytes(new string('[', 100_000));
        AssuranceConfigurationReader.ReadAll(body, Samples.Types).Errors.ShouldHaveSingleItem().Tag.ShouldBe("malformed-message");
    }

    private static JsonArray Entries(JsonNode json) => json["ietf-service-assurance:subservices"]!["subservice"]!.AsArray();

    private static Assurance.AssuranceConfiguration Read(JsonNode json) =>
        AssuranceConfigurationReader.ReadAll(JsonSerializer.SerializeToUtf8Bytes(json), Samples.Types);
}
