namespace RouterAlertAssurance.Hosting.Configuration;

/// <summary>The flags of a service, split but not interpreted: <c>--key value</c>, <c>--key=value</c>, <c>--switch</c>.</summary>
internal sealed class CommandLineFlags
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, List<string>> Values => _values;

    /// <summary>Splits the command line. Flags that are not known are kept, for the caller to refuse.</summary>
    public static CommandLineFlags Read(
        IReadOnlyList<string> arguments, Func<string, bool> isKnown, Func<string, bool> isSwitch, List<ConfigurationError> errors)
    {
        var flags = new CommandLineFlags();
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (!argument.StartsWith("--", StringComparison.Ordinal) || argument.Length == 2)
            {
                errors.Add(new ConfigurationError(argument, "command line", "expected a flag such as --listen"));
                continue;
            }

            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? argument : argument[..equals];
            var next = i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal) ? arguments[i + 1] : null;
            if (equals >= 0)
            {
                flags.Add(name, argument[(equals + 1)..]);
            }
            else if (isSwitch(name))
            {
                // A switch takes the next word only when that is a boolean, so that "--verbose true" works as well as "--verbose".
                var taken = next is "true" or "false";
                flags.Add(name, taken ? next! : "true");
                i += taken ? 1 : 0;
            }
            else if (next is null && !isKnown(name))
            {
                flags.Add(name, "");
            }
            else if (next is null)
            {
                errors.Add(new ConfigurationError(name, "command line", "needs a value"));
            }
            else
            {
                flags.Add(name, next);
                i++;
            }
        }

        return flags;
    }

    private void Add(string name, string value)
    {
        if (!_values.TryGetValue(name, out var list))
        {
            _values[name] = list = [];
        }

        list.Add(value);
    }
}
