using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Yang.Assurance;

/// <summary>How a subservice type is written in YANG.</summary>
/// <param name="Type">The type's name in its package.</param>
/// <param name="Module">Module of identity and parameter case.</param>
/// <param name="Identity">Identity derived from <c>subservice-base</c>.</param>
/// <param name="Container">Container of the parameter case.</param>
/// <param name="Parameters">Leaves of that container, in declared order; all mandatory.</param>
public sealed record SubserviceTypeMapping(string Type, string Module, string Identity, string Container, IReadOnlyList<string> Parameters)
{
    /// <summary>The one type that the base module itself defines: service instances.</summary>
    public static SubserviceTypeMapping ServiceInstance { get; } = new(
        SubserviceId.ServiceInstanceType, AssuranceModule.Name, "service-instance-type", "service-instance-parameter", ["service", "instance-name"]);

    /// <summary>The identity as RFC 7951 writes it where the leaf belongs to another module.</summary>
    public string QualifiedIdentity => $"{Module}:{Identity}";

    /// <summary>The identity as this product writes it: bare within the base module, qualified otherwise (RFC 7951, section 6.8).</summary>
    public string IdentityText => string.Equals(Module, AssuranceModule.Name, StringComparison.Ordinal) ? Identity : QualifiedIdentity;
}
