using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Agent.Assignments;

/// <summary>Checks what JSON alone does not: absent parts (null in spite of their type), names, endpoints, repeated entries.</summary>
internal static class AssignmentChecks
{
    private const int DigestLength = 64;

    public static IReadOnlyList<FieldError> Check(AgentAssignment assignment)
    {
        var errors = new List<FieldError>();
        Each(assignment.Packages, "/packages", errors, (package, pointer) =>
        {
            Need(Names.IsName(package.Name ?? ""), $"{pointer}/name", Names.Rule, errors);
            Need(package.Digest is { Length: DigestLength } digest && digest.All(char.IsAsciiHexDigitLower), $"{pointer}/digest", "expected a SHA-256 in lower-case hexadecimal", errors);
        });
        Each(assignment.Devices, "/devices", errors, (device, pointer) =>
        {
            Need(Names.IsName(device.Name ?? ""), $"{pointer}/name", Names.Rule, errors);
            Need(device.Characteristics is not null, $"{pointer}/characteristics", "expected an object", errors);
        });
        Each(assignment.Shadows, "/shadows", errors, (shadow, pointer) =>
            Need(!string.IsNullOrEmpty(shadow.Type) && !string.IsNullOrEmpty(shadow.Id) && !string.IsNullOrEmpty(shadow.Agent), pointer, "type, id and agent must not be empty", errors));
        Each(assignment.Peers, "/peers", errors, (peer, pointer) =>
        {
            Need(!string.IsNullOrEmpty(peer.Agent), $"{pointer}/agent", "must not be empty", errors);
            Need(ServiceEndpoint.TryParse(peer.Endpoint, out _, out var reason), $"{pointer}/endpoint", reason ?? "", errors);
        });
        Each(assignment.Profiles, "/profiles", errors, (profile, pointer) =>
            Need(!string.IsNullOrEmpty(profile.Type) && !string.IsNullOrEmpty(profile.Id) && !string.IsNullOrEmpty(profile.Profile), pointer, "type, id and profile must not be empty", errors));
        Each(assignment.Thresholds, "/thresholds", errors, (threshold, pointer) =>
            Need(
                !string.IsNullOrEmpty(threshold.Type) && !string.IsNullOrEmpty(threshold.Id) && !string.IsNullOrEmpty(threshold.Threshold) && threshold.Unit is not null,
                pointer, "type, id and threshold must not be empty, and unit must be given", errors));
        Each(assignment.Advanced, "/advanced", errors, (node, pointer) =>
            Need(!string.IsNullOrEmpty(node.Type) && !string.IsNullOrEmpty(node.Id), pointer, "type and id must not be empty", errors));
        ProbeTaskChecks.Check(assignment.Probes, "/probes", errors);
        ProbeTaskChecks.Check(assignment.Responses, "/responses", errors);
        Need(assignment.Revision >= 0, "/revision", "expected a number that is not negative", errors);
        if (errors.Count == 0)
        {
            Unique(assignment.Packages.Select(package => package.Name), "/packages", errors);
            Unique(assignment.Devices.Select(device => device.Name), "/devices", errors);
            Unique(assignment.Peers.Select(peer => peer.Agent), "/peers", errors);
            Unique(assignment.Probes.Select(task => task.Id), "/probes", errors);
            Unique(assignment.Responses.Select(task => task.Id), "/responses", errors);
        }

        return errors;
    }

    public static IEnumerable<FieldError> Check(PackageContent content, HeuristicPackage package)
    {
        if (content.Name != package.Name)
        {
            yield return new FieldError("/name", $"the files are those of package '{package.Name}'");
        }

        if (content.Version != package.Version)
        {
            yield return new FieldError("/version", $"the files are those of version '{package.Version}'");
        }

        if (content.Digest != package.Digest)
        {
            yield return new FieldError("/digest", $"the digest of the files is {package.Digest}");
        }
    }

    internal static void Each<T>(IReadOnlyList<T>? items, string pointer, List<FieldError> errors, Action<T, string> check)
        where T : class
    {
        if (items is null)
        {
            errors.Add(new FieldError(pointer, "expected an array"));
            return;
        }

        for (var index = 0; index < items.Count; index++)
        {
            if (items[index] is { } item)
            {
                check(item, $"{pointer}/{index}");
            }
            else
            {
                errors.Add(new FieldError($"{pointer}/{index}", "expected an object"));
            }
        }
    }

    internal static void Need(bool holds, string pointer, string detail, List<FieldError> errors)
    {
        if (!holds)
        {
            errors.Add(new FieldError(pointer, detail));
        }
    }

    internal static void Unique(IEnumerable<string> names, string pointer, List<FieldError> errors) => errors.AddRange(names
        .GroupBy(name => name, StringComparer.Ordinal).Where(same => same.Count() > 1)
        .Select(same => new FieldError(pointer, $"'{same.Key}' is there more than once")));
}
