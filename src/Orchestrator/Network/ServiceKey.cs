using RouterAlertAssurance.Model.Graphs;

namespace RouterAlertAssurance.Orchestrator.Network;

/// <summary>Type and name of a service instance; ordered ordinally.</summary>
internal readonly record struct ServiceKey(string Type, string Name) : IComparable<ServiceKey>
{
    private const string ServiceParameter = "service";
    private const string InstanceParameter = "instance-name";

    /// <summary>Of the service that a node of type service instance stands for.</summary>
    public static ServiceKey Of(AssuranceNode node) => new(node.Parameters.GetValueOrDefault(ServiceParameter, ""), node.Parameters.GetValueOrDefault(InstanceParameter, ""));

    public int CompareTo(ServiceKey other)
    {
        var byType = string.CompareOrdinal(Type, other.Type);
        return byType != 0 ? byType : string.CompareOrdinal(Name, other.Name);
    }

    public static bool operator <(ServiceKey left, ServiceKey right) => left.CompareTo(right) < 0;

    public static bool operator <=(ServiceKey left, ServiceKey right) => left.CompareTo(right) <= 0;

    public static bool operator >(ServiceKey left, ServiceKey right) => left.CompareTo(right) > 0;

    public static bool operator >=(ServiceKey left, ServiceKey right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{Type}/{Name}";
}
