using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>The metrics a package's types may read: its own and those of the packages it requires. A name means one of them only.</summary>
internal static class VisibleMetrics
{
    public static IReadOnlyDictionary<string, MetricDefinition> Of(
        PackageDocument document, IReadOnlyDictionary<string, MetricDefinition> own, Requirements requirements, ErrorList errors)
    {
        var visible = new Dictionary<string, MetricDefinition>(own, StringComparer.Ordinal);
        var owners = own.Keys.ToDictionary(name => name, _ => "", StringComparer.Ordinal);
        foreach (var package in requirements.Packages)
        {
            foreach (var (name, metric) in package.Metrics)
            {
                if (visible.TryAdd(name, metric))
                {
                    owners[name] = package.Name;
                }
                else
                {
                    Tell(document, name, package.Name, owners[name], errors);
                }
            }
        }

        return visible;
    }

    private static void Tell(PackageDocument document, string metric, string package, string other, ErrorList errors)
    {
        if (other.Length == 0)
        {
            errors.Add(document.Metrics.First(entry => entry.Key.Value == metric).Key, $"metric '{metric}' is already defined by package '{package}', which this one requires", "choose another name");
        }
        else
        {
            errors.Add(document.Requires.First(entry => entry.Key.Value == package).Key, $"metric '{metric}' is defined by package '{other}' too", "require only one of them");
        }
    }
}
