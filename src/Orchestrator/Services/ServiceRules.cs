using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Orchestrator.Api;
using RouterAlertAssurance.Orchestrator.Network;
using RouterAlertAssurance.Orchestrator.Packages;

namespace RouterAlertAssurance.Orchestrator.Services;

/// <summary>Checks a definition against the packages and the devices: its type, its parameters, its profile, its intent.</summary>
internal sealed class ServiceRules(PackageStore packages)
{
    public void Check(ServiceDefinition definition, NetworkState state, ErrorList errors)
    {
        if (packages.Catalog.FindService(definition.Type) is not { } type)
        {
            errors.Add("/type", $"there is no service type '{definition.Type}'{Suggestion.For(definition.Type, packages.Catalog.ServiceNames)}");
            return;
        }

        foreach (var error in ParameterValidator.Validate(type, definition.Parameters, [.. state.Devices.Keys]).Errors)
        {
            errors.Add(error.Pointer, error.Detail);
        }

        var profiles = packages.Catalog.ProfilesOf(type.Package).Select(profile => profile.Name).ToList();
        if (definition.Profile is { } asked && !profiles.Contains(asked))
        {
            var choice = profiles.Count == 0 ? "this type has none" : $"known: {string.Join(", ", profiles)}";
            errors.Add("/profile", $"there is no threshold profile '{asked}' ({choice}){Suggestion.For(asked, profiles)}");
        }

        CheckIntent(definition, type, errors);
    }

    private static void CheckIntent(ServiceDefinition definition, ServiceType type, ErrorList errors)
    {
        foreach (var (name, text) in definition.Intent)
        {
            var pointer = ErrorList.Append("/intent", name);
            if (!type.Intents.TryGetValue(name, out var intent))
            {
                var known = type.Intents.Keys.Order(StringComparer.Ordinal).ToList();
                var choice = known.Count == 0 ? "this type takes none" : $"known: {string.Join(", ", known)}";
                errors.Add(pointer, $"'{type.Name}' takes no intent '{name}' ({choice}){Suggestion.For(name, known)}");
            }
            else if (IntentValue.Read(intent, text, out _) is { } wrong)
            {
                errors.Add(pointer, wrong);
            }
        }
    }
}
