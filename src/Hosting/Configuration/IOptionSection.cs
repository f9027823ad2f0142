using Microsoft.Extensions.DependencyInjection;

namespace RouterAlertAssurance.Hosting.Configuration;

/// <summary>The options of one feature: an object and the table that says how flags, environment and file set it.</summary>
public interface IOptionSection
{
    /// <summary>The name of the section, which prefixes its keys; empty for the options every service has.</summary>
    string Name { get; }

    /// <summary>The options, in the order of documentation.</summary>
    IReadOnlyList<OptionDescriptor> Descriptors { get; }

    /// <summary>Sets an option; returns what is wrong with the values, or null.</summary>
    string? Set(string key, IReadOnlyList<string> values);

    /// <summary>The present values of an option; empty when it is not set.</summary>
    IReadOnlyList<string> Get(string key);

    /// <summary>What is wrong with the options together, after each was set.</summary>
    IEnumerable<ConfigurationError> Validate();

    /// <summary>Makes the options object available to the service.</summary>
    void Register(IServiceCollection services);
}
