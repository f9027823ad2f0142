using System.Globalization;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Yang;

/// <summary>
/// The YANG module of a package: an identity and a parameter case for every subservice type that has no published one (RFC 9418, section 4.4:
/// new types augment the choice <c>parameter</c> of ietf-service-assurance). Deterministic.
/// </summary>
public static class YangModule
{
    /// <summary><c>raa-base</c>.</summary>
    public static string NameOf(HeuristicPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return "raa-" + package.Name;
    }

    /// <summary><c>urn:raa:yang:base</c>.</summary>
    public static string NamespaceOf(HeuristicPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return "urn:raa:yang:" + package.Name;
    }

    /// <summary><c>raa-base@2026-01-31.yang</c>.</summary>
    public static string FileNameOf(HeuristicPackage package) => $"{NameOf(package)}@{package.Revision}.yang";

    /// <summary>The identity of a subservice type, <c>module:identity</c>.</summary>
    public static string IdentityOf(SubserviceType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.PublishedIdentity ?? $"raa-{type.Package}:{type.Name}-type";
    }

    /// <summary>The module's text, YANG 1.1 (RFC 7950), lines of at most 72 characters where names allow it.</summary>
    public static string Generate(HeuristicPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var types = package.Subservices.Values.Where(type => type.PublishedIdentity is null).OrderBy(type => type.Name, StringComparer.Ordinal).ToList();
        var writer = new YangWriter();
        writer.Open($"module {NameOf(package)}");
        WriteHeader(package, types, writer);
        foreach (var type in types)
        {
            WriteIdentity(type, writer);
        }

        foreach (var type in types)
        {
            WriteCase(NameOf(package), type, writer);
        }

        writer.Close();
        return writer.ToString();
    }

    private static void WriteHeader(HeuristicPackage package, List<SubserviceType> types, YangWriter writer)
    {
        writer.Line("yang-version 1.1;");
        writer.Line($"namespace \"{NamespaceOf(package)}\";");
        writer.Line($"prefix {NameOf(package)};");
        WriteImport(writer, "ietf-service-assurance", "sain", "RFC 9418: YANG Modules for Service Assurance");
        if (types.SelectMany(type => type.Parameters).Any(parameter => parameter.Type is ParameterType.IpAddress or ParameterType.IpPrefix))
        {
            WriteImport(writer, "ietf-inet-types", "inet", "RFC 6991: Common YANG Data Types");
        }

        writer.Blank();
        writer.Text("organization", "RouterAlertAssurance");
        writer.Text("contact", "The operator of this installation");
        writer.Text("description", $"Subservice types of the heuristic package '{package.Name}', version {package.Version}. Generated. {package.Description}");
        writer.Blank();
        writer.Open($"revision {package.Revision}");
        writer.Text("description", $"Version {package.Version} of the package.");
        writer.Close();
    }

    private static void WriteImport(YangWriter writer, string module, string prefix, string reference)
    {
        writer.Open($"import {module}");
        writer.Line($"prefix {prefix};");
        writer.Text("reference", reference);
        writer.Close();
    }

    private static void WriteIdentity(SubserviceType type, YangWriter writer)
    {
        writer.Blank();
        writer.Open($"identity {type.Name}-type");
        writer.Line("base sain:subservice-base;");
        writer.Text("description", OrName(type.Description, type.Name));
        writer.Close();
    }

    private static void WriteCase(string module, SubserviceType type, YangWriter writer)
    {
        writer.Blank();
        writer.Open("augment \"/sain:subservices/sain:subservice/sain:parameter\"");
        writer.Line("when \"derived-from-or-self(sain:type, \"");
        writer.Line($"   + \"'{module}:{type.Name}-type')\";");
        writer.Text("description", $"Parameter case of subservice type {type.Name}.");
        writer.Open($"container {type.Name}-parameters");
        writer.Text("description", $"Parameters of subservice type {type.Name}.");
        foreach (var parameter in type.Parameters)
        {
            writer.Open($"leaf {parameter.Name}");
            WriteType(parameter, writer);
            writer.Line("mandatory true;");
            writer.Text("description", OrName(parameter.Description, parameter.Name));
            writer.Close();
        }

        writer.Close();
        writer.Close();
    }

    private static void WriteType(ParameterDefinition parameter, YangWriter writer)
    {
        var rules = parameter.Rules;
        if (rules.Values.Count > 0 && parameter.Type != ParameterType.Integer)
        {
            writer.Open("type enumeration");
            foreach (var value in rules.Values)
            {
                writer.Line($"enum \"{YangWriter.Escape(value)}\";");
            }

            writer.Close();
        }
        else if (RestrictionOf(rules) is { } restriction)
        {
            writer.Open($"type {TypeOf(parameter.Type)}");
            writer.Line(restriction);
            writer.Close();
        }
        else
        {
            writer.Line($"type {TypeOf(parameter.Type)};");
        }
    }

    private static string? RestrictionOf(ParameterRules rules) =>
        rules.Values.Count > 0 ? $"range \"{string.Join(" | ", rules.Values.OrderBy(value => long.Parse(value, CultureInfo.InvariantCulture)))}\";"
        : rules.Pattern is { } pattern ? $"pattern \"{YangWriter.Escape(pattern)}\";"
        : rules.Minimum is null && rules.Maximum is null ? null
        : $"range \"{Bound(rules.Minimum, "min")}..{Bound(rules.Maximum, "max")}\";";

    private static string Bound(long? number, string otherwise) => number?.ToString(CultureInfo.InvariantCulture) ?? otherwise;

    private static string TypeOf(ParameterType type) => type switch
    {
        ParameterType.IpAddress => "inet:ip-address-no-zone",
        ParameterType.IpPrefix => "inet:ip-prefix",
        ParameterType.Integer => "int64",
        _ => "string",
    };

    private static string OrName(string description, string name) => description.Length > 0 ? description : name;
}
