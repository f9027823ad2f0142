using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace RouterAlertAssurance.Yang.Assurance;

/// <summary>The subservice types known to a datastore, by package name and by YANG identity. Immutable.</summary>
public sealed class SubserviceTypeCatalog
{
    private readonly FrozenDictionary<string, SubserviceTypeMapping> _byType;
    private readonly FrozenDictionary<string, SubserviceTypeMapping> _byIdentity;

    /// <param name="types">Types beside the service instance, which is always known.</param>
    public SubserviceTypeCatalog(IEnumerable<SubserviceTypeMapping> types)
    {
        var all = types.Append(SubserviceTypeMapping.ServiceInstance).DistinctBy(mapping => mapping.Type, StringComparer.Ordinal).ToArray();
        _byType = all.ToFrozenDictionary(mapping => mapping.Type, StringComparer.Ordinal);
        _byIdentity = all.ToFrozenDictionary(mapping => mapping.QualifiedIdentity, StringComparer.Ordinal);
    }

    public IEnumerable<SubserviceTypeMapping> All => _byType.Values;

    public bool TryGetByType(string type, [NotNullWhen(true)] out SubserviceTypeMapping? mapping) => _byType.TryGetValue(type, out mapping);

    /// <summary>Finds a type by an identityref as RFC 7951 writes it; a bare name belongs to the base module.</summary>
    public bool TryGetByIdentity(string identity, [NotNullWhen(true)] out SubserviceTypeMapping? mapping) =>
        _byIdentity.TryGetValue(identity.Contains(':', StringComparison.Ordinal) ? identity : $"{AssuranceModule.Name}:{identity}", out mapping);
}
