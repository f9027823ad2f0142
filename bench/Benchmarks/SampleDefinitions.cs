using System.Collections.Immutable;
using System.Globalization;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Loading;

namespace RouterAlertAssurance.Benchmarks;

/// <summary>
/// The network of <see cref="SampleNetwork"/> as an orchestrator has it: definitions of services, and what the devices report of themselves. The
/// package's rules make the same graph of it.
/// </summary>
internal sealed class SampleDefinitions(SampleNetwork network, PackageCatalog catalog)
{
    private int _made;

    /// <summary>What decomposes services over the facts of all devices.</summary>
    public Decomposer Decomposer()
    {
        var devices = network.Devices().ToDictionary(device => device, device => new DeviceInfo(device, ImmutableDictionary<string, string>.Empty), StringComparer.Ordinal);
        return new(FactDerivation.Derive(FactBase.Join([.. Facts().GroupBy(fact => fact["device"]).Select(FactSource.From)])), catalog, devices);
    }

    public ServiceInstance Next()
    {
        var (first, second) = network.Ends();
        var number = (_made++).ToString(CultureInfo.InvariantCulture);
        return new("tunnel", "t" + number, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["device1"] = first,
            ["interface1"] = "vxlan" + number,
            ["customer1"] = "customer" + number,
            ["device2"] = second,
            ["interface2"] = "vxlan" + number,
            ["customer2"] = "customer" + number,
        });
    }

    private IEnumerable<Fact> Facts()
    {
        foreach (var device in network.Devices())
        {
            yield return Row("device", ("device", device), ("os", "linux"));
        }

        var link = 0;
        foreach (var (device, @interface, peer, peerInterface) in network.Links())
        {
            yield return Address(device, @interface, link, 0);
            yield return Address(peer, peerInterface, link++, 1);
        }
    }

    // The two addresses of a /31 tell which interfaces are the ends of one link.
    private static Fact Address(string device, string name, int link, int end)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"10.{link >> 15}.{(link >> 7) & 255}.{((link & 127) << 1) + end}");
        return Row("address", ("device", device), ("interface", name), ("address", address), ("prefix", "31"), ("family", "ipv4"));
    }

    private static Fact Row(string relation, params ReadOnlySpan<(string Field, string Value)> fields)
    {
        var row = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (field, value) in fields)
        {
            row[field] = value;
        }

        return new(relation, row.ToImmutable());
    }
}
