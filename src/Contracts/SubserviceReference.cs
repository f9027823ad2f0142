using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Contracts;

/// <summary>Type and identifier of a node, as the product's own interfaces write it.</summary>
/// <param name="Type">Type name of the package, or <c>service-instance</c>.</param>
/// <param name="Id">Identifier, unique within the type.</param>
public sealed record SubserviceReference(string Type, string Id)
{
    public static SubserviceReference From(SubserviceId id) => new(id.Type, id.Id);

    public SubserviceId ToModel() => new(Type, Id);
}
