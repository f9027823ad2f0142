namespace RouterAlertAssurance.Heuristics.Packages;

/// <summary>The words for the types of parameters.</summary>
public static class ParameterTypes
{
    public static IReadOnlyDictionary<string, ParameterType> ByWord { get; } = new Dictionary<string, ParameterType>(StringComparer.Ordinal)
    {
        ["text"] = ParameterType.Text,
        ["device"] = ParameterType.Device,
        ["ip-address"] = ParameterType.IpAddress,
        ["ip-prefix"] = ParameterType.IpPrefix,
        ["integer"] = ParameterType.Integer,
    };

    public static string Word(ParameterType type) => ByWord.First(pair => pair.Value == type).Key;
}
