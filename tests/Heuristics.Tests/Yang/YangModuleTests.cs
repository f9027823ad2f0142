using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Heuristics.Yang;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Heuristics.Tests.Yang;

public sealed class YangModuleTests
{
    private static readonly HeuristicPackage Base = TestPackages.Base.Find("base")!.Package;

    [Fact]
    public void Generate_Base_HasACaseForEachTypeWithoutPublishedIdentity()
    {
        var text = YangModule.Generate(Base);

        text.ShouldStartWith("module raa-base {\n  yang-version 1.1;\n  namespace \"urn:raa:yang:base\";\n");
        foreach (var type in Base.Subservices.Values)
        {
            text.Contains($"identity {type.Name}-type {{", StringComparison.Ordinal).ShouldBe(type.PublishedIdentity is null, type.Name);
        }

        text.Split('\n').ShouldAllBe(line => line.Length <= 80);
        YangModule.Generate(Base).ShouldBe(text);
    }

    [Fact]
    public void IdentityOf_Types_IsPublishedOrGenerated()
    {
        YangModule.IdentityOf(Base.Subservices["interface"]).ShouldBe("ietf-service-assurance-interface:interface-type");
        YangModule.IdentityOf(Base.Subservices["is-is"]).ShouldBe("raa-base:is-is-type");
        YangModule.FileNameOf(Base).ShouldBe($"raa-base@{Base.Revision}.yang");
    }

    [Theory]
    [MemberData(nameof(TestPackages.Names), MemberType = typeof(TestPackages))]
    public void Generate_Package_PassesYanglint(string name)
    {
        Requirement.Command("yanglint", "libyang2-tools");
        using var folder = new TemporaryDirectory();
        var package = TestPackages.Base.Find(name)!.Package;
        var module = folder.Combine(YangModule.FileNameOf(package));
        File.WriteAllText(module, YangModule.Generate(package));

        Should.NotThrow(() => Yanglint([module]));
    }

    [Theory]
    [InlineData("tunnel", "\"device\":\"pe1\",\"interface\":\"vxlan100\",\"local-address\":\"10.255.0.1\",\"remote-address\":\"fd00:255::2\"", true)]
    [InlineData("tunnel", "\"device\":\"pe1\",\"interface\":\"vxlan100\",\"local-address\":\"10.255.0\",\"remote-address\":\"10.255.0.2\"", false)]
    [InlineData("is-is", "\"device\":\"pe1\",\"instance\":\"CORE\"", true)]
    [InlineData("is-is", "\"device\":\"pe1\"", false)]
    public void Generate_Base_ValidatesParameterCases(string type, string parameters, bool valid) => Validates(Base, type, parameters, valid);

    [Theory]
    [InlineData("rao-interception", "\"device\":\"p1\",\"families\":\"ipv4\",\"protocols\":\"rsvp,protocol-253\",\"interested\":\"none\"", true)]
    [InlineData("rao-interception", "\"device\":\"p1\",\"families\":\"ipv4\",\"protocols\":\"rsvp,\",\"interested\":\"none\"", false)]
    [InlineData("rao-interception", "\"device\":\"p1\",\"families\":\"ipv4\",\"protocols\":\"rsvp\",\"interested\":\"every body\"", false)]
    [InlineData("rao-promise", "\"device1\":\"ce1\",\"address1\":\"192.168.1.2\",\"device2\":\"ce2\",\"address2\":\"192.168.2.2\",\"protocols\":\"rsvp\",\"promise\":\"stripped\",\"restore\":\"yes\"", true)]
    [InlineData("rao-promise", "\"device1\":\"ce1\",\"address1\":\"192.168.1.2\",\"device2\":\"ce2\",\"address2\":\"192.168.2.2\",\"protocols\":\"rsvp\",\"promise\":\"dropped\",\"restore\":\"yes\"", false)]
    public void Generate_RouterAlert_ValidatesParameterCases(string type, string parameters, bool valid) =>
        Validates(TestPackages.Base.Find("router-alert")!.Package, type, parameters, valid);

    [Theory]
    [InlineData("\"device\":\"pe1\",\"slot\":\"16\",\"lane\":\"-4\",\"side\":\"left side\",\"port\":\"eth0\\\"\"", true)]
    [InlineData("\"device\":\"pe1\",\"slot\":\"17\",\"lane\":\"-4\",\"side\":\"left side\",\"port\":\"eth0\\\"\"", false)]
    [InlineData("\"device\":\"pe1\",\"slot\":\"16\",\"lane\":\"0\",\"side\":\"left side\",\"port\":\"eth0\\\"\"", false)]
    [InlineData("\"device\":\"pe1\",\"slot\":\"16\",\"lane\":\"-4\",\"side\":\"left\",\"port\":\"eth0\\\"\"", false)]
    [InlineData("\"device\":\"pe1\",\"slot\":\"16\",\"lane\":\"-4\",\"side\":\"left side\",\"port\":\"eth0\"", false)]
    public void Generate_ParameterRules_AreWhatYanglintChecks(string parameters, bool valid)
    {
        Requirement.Command("yanglint", "libyang2-tools");
        var package = PackageLoader.Load([("p.yaml", """
            package: small
            version: 1.0.0
            revision: 2026-01-31
            subservices:
              box:
                label: Box
                owner: device
                parameters:
                  - {name: device, type: device}
                  - {name: slot, type: integer, minimum: 1, maximum: 16}
                  - {name: lane, type: integer, values: [7, -4]}
                  - {name: side, type: text, values: [left side, right]}
                  - {name: port, type: text, pattern: '[a-z]+\d*"'}
            """)]).Package!;
        using var folder = new TemporaryDirectory();
        var module = folder.Combine(YangModule.FileNameOf(package));
        var data = folder.Combine("data.json");
        File.WriteAllText(module, YangModule.Generate(package));
        File.WriteAllText(data, $$$"""
            {"ietf-service-assurance:subservices": {"subservice": [
              {"type": "raa-small:box-type", "id": "x", "raa-small:box-parameters": {{{{parameters}}}}}
            ]}}
            """);
        var act = () => Yanglint(["-t", "config", module, data]);

        if (valid)
        {
            act.ShouldNotThrow();
        }
        else
        {
            act.ShouldThrow<InvalidOperationException>();
        }
    }

    private static void Validates(HeuristicPackage package, string type, string parameters, bool valid)
    {
        Requirement.Command("yanglint", "libyang2-tools");
        using var folder = new TemporaryDirectory();
        var module = folder.Combine(YangModule.FileNameOf(package));
        var data = folder.Combine("data.json");
        File.WriteAllText(module, YangModule.Generate(package));
        File.WriteAllText(data, $$$"""
            {"ietf-service-assurance:subservices": {"subservice": [
              {"type": "raa-{{{package.Name}}}:{{{type}}}-type", "id": "x", "raa-{{{package.Name}}}:{{{type}}}-parameters": {{{{parameters}}}}}
            ]}}
            """);
        var act = () => Yanglint(["-t", "config", module, data]);

        if (valid)
        {
            act.ShouldNotThrow();
        }
        else
        {
            act.ShouldThrow<InvalidOperationException>();
        }
    }

    private static void Yanglint(string[] arguments)
    {
        var modules = RepositoryPaths.Combine("yang");
        string[] options = ["-p", modules, .. arguments.Where(argument => argument[0] == '-' || argument == "config")];
        string[] files = [.. Directory.GetFiles(modules, "ietf-service-assurance*.yang"), .. arguments.Except(options)];
        Command.Run(Requirement.FindCommand("yanglint")!, [.. options, .. files]);
    }
}
