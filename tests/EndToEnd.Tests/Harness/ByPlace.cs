using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace RouterAlertAssurance.EndToEnd.Tests.Harness;

/// <summary>When a test class runs: classes with lower places go first. What leaves traces in the network goes last.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PlaceAttribute(int place) : Attribute
{
    public int Place => place;
}

/// <summary>Runs the test classes in the order of their places.</summary>
public sealed class ByPlace : ITestCollectionOrderer
{
    private const int Anywhere = 50;

    private readonly Dictionary<string, int> _places = typeof(ByPlace).Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<PlaceAttribute>() is not null)
        .ToDictionary(type => type.FullName!, type => type.GetCustomAttribute<PlaceAttribute>()!.Place);

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(PlaceOf).ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];

    // A class without a collection of its own gets one named after it.
    private int PlaceOf<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection =>
        _places.Where(place => collection.TestCollectionDisplayName.Contains(place.Key, StringComparison.Ordinal)).Select(place => (int?)place.Value).FirstOrDefault() ?? Anywhere;
}
