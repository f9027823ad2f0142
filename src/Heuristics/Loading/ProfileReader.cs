using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Reads the threshold profiles a package declares: <c>{gold: description, ...}</c>.</summary>
internal static class ProfileReader
{
    public static List<ThresholdProfile> Read(PackageDocument document, ErrorList errors)
    {
        var profiles = new List<ThresholdProfile>();
        foreach (var entry in document.Profiles)
        {
            if (!Names.IsName(entry.Key.Value))
            {
                errors.Add(entry.Key, $"'{Suggestions.Shorten(entry.Key.Value)}' is not a name", Names.Rule);
            }
            else if (entry.Value is not SourceScalar { Value.Length: > 0 } description)
            {
                errors.Add(entry.Value, "a profile needs a description", "write what it is for");
            }
            else
            {
                profiles.Add(new(entry.Key.Value, description.Value));
            }
        }

        return profiles;
    }
}
