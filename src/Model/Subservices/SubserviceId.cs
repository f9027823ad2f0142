namespace RouterAlertAssurance.Model.Subservices;

/// <summary>
/// Identity of a subservice instance: its type and its identifier, unique among subservices of that type (RFC 9418, section 4.4).
/// <see cref="Type"/> is the type's name in its heuristic package (<c>interface</c>); service instances have <see cref="ServiceInstanceType"/>.
/// </summary>
public readonly record struct SubserviceId : IComparable<SubserviceId>
{
    /// <summary>The type of every service instance; the RFC's <c>service-instance-type</c>.</summary>
    public const string ServiceInstanceType = "service-instance";

    public SubserviceId(string type, string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentException.ThrowIfNullOrEmpty(id);
        Type = type;
        Id = id;
    }

    public string Type { get; }

    public string Id { get; }

    public bool IsServiceInstance => string.Equals(Type, ServiceInstanceType, StringComparison.Ordinal);

    /// <summary>The node of service instance <paramref name="instance"/> of service <paramref name="service"/> (<c>tunnel</c>, <c>blue</c>).</summary>
    public static SubserviceId ForService(string service, string instance) => new(ServiceInstanceType, Join([service, instance]));

    /// <summary>
    /// The identity that follows from a type and its parameter values in declared order: the same type with the same parameters is the same
    /// node in the whole graph. Injective: a slash inside a value is escaped.
    /// </summary>
    public static SubserviceId ForParameters(string type, IEnumerable<string> values) => new(type, Join(values));

    public int CompareTo(SubserviceId other)
    {
        var byType = string.CompareOrdinal(Type, other.Type);
        return byType != 0 ? byType : string.CompareOrdinal(Id, other.Id);
    }

    public static bool operator <(SubserviceId left, SubserviceId right) => left.CompareTo(right) < 0;

    public static bool operator <=(SubserviceId left, SubserviceId right) => left.CompareTo(right) <= 0;

    public static bool operator >(SubserviceId left, SubserviceId right) => left.CompareTo(right) > 0;

    public static bool operator >=(SubserviceId left, SubserviceId right) => left.CompareTo(right) >= 0;

    /// <summary><c>type[id]</c>, for messages and logs.</summary>
    public override string ToString() => $"{Type}[{Id}]";

    // Few values have anything to escape.
    private static string Join(IEnumerable<string> values) => string.Join('/', values.Any(value => value.AsSpan().ContainsAny('%', '/')) ? values.Select(Escaped) : values);

    private static string Escaped(string value) => value.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal);
}
