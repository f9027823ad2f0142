using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Expressions.Types;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Reads which intents a service type takes, and checks that each can become the thresholds it names.</summary>
internal static class IntentReader
{
    private static readonly Dictionary<string, bool> Strictness = new(StringComparer.Ordinal) { ["lower"] = false, ["higher"] = true };

    public static Dictionary<string, IntentDefinition> Read(MappingReader type, ErrorList errors) => type.Entries("intents")
        .Select(entry => ReadIntent(entry, errors)).OfType<IntentDefinition>()
        .ToDictionary(intent => intent.Name, StringComparer.Ordinal);

    /// <summary>Checks the thresholds once all types of the package are read.</summary>
    public static void Check(
        IEnumerable<TypeDraft> drafts, IEnumerable<ServiceType> services, IReadOnlyDictionary<string, SubserviceType> own, PackageCatalog others, ErrorList errors)
    {
        var intents = services.SelectMany(type => type.Intents.Values.Select(intent => (type.Name, Intent: intent))).ToLookup(pair => pair.Name, pair => pair.Intent);
        var strictness = new Dictionary<(string Type, string Threshold), IntentDefinition>();
        foreach (var draft in drafts.Where(draft => draft.IsService))
        {
            foreach (var intent in intents[draft.Name])
            {
                foreach (var set in Sets(draft, intent.Name).Where(set => intent.Sets.ContainsKey(set.Key.Value)))
                {
                    var type = own.GetValueOrDefault(set.Key.Value) ?? others.FindSubservice(set.Key.Value);
                    CheckThreshold(set, type, intent, errors, own.Keys.Concat(others.SubserviceNames));
                    CheckStrictness(set, intent, strictness, errors);
                }
            }
        }
    }

    private static IntentDefinition? ReadIntent(SourceEntry entry, ErrorList errors)
    {
        if (MappingReader.Open(entry.Value, "an intent", PackageKeys.Intent, errors) is not { } reader || !reader.CheckName(entry.Key))
        {
            return null;
        }

        var unit = reader.Scalar("unit", required: true);
        if (unit is not null)
        {
            ExpressionChecks.CheckUnit(unit, unit.Value, errors);
        }

        reader.Require("sets");
        var sets = reader.Entries("sets").Select(set => (Type: set.Key.Value, Threshold: reader.AsScalar(set.Value, set.Key.Value)?.Value))
            .Where(set => set.Threshold is not null).ToDictionary(set => set.Type, set => set.Threshold!, StringComparer.Ordinal);
        return new IntentDefinition(
            entry.Key.Value, unit?.Value ?? "", reader.Text("description"), reader.Choice("stricter", Strictness, fallback: false), sets);
    }

    private static void CheckThreshold(SourceEntry set, SubserviceType? type, IntentDefinition intent, ErrorList errors, IEnumerable<string> types)
    {
        if (type is null)
        {
            errors.AddUnknown(set.Key, "subservice type", set.Key.Value, types);
        }
        else if (!type.Thresholds.TryGetValue(intent.Sets[set.Key.Value], out var threshold))
        {
            errors.AddUnknown(set.Value, $"threshold of '{type.Name}':", intent.Sets[set.Key.Value], type.Thresholds.Keys);
        }
        else if (threshold.Value.Type != ExpressionValueType.Number
            || (Unit.TryParse(intent.Unit, out var unit) && Unit.TryParse(threshold.Value.Unit, out var target) && !unit.ConvertsTo(target)))
        {
            errors.Add(set.Value, $"threshold '{threshold.Name}' is in {Described(threshold.Value)}, and {intent.Unit} does not convert into it", "give the intent a unit that does, or set another threshold");
        }
    }

    // Nodes are shared: where two services set one threshold, the stricter value must be the same for both.
    private static void CheckStrictness(
        SourceEntry set, IntentDefinition intent, Dictionary<(string Type, string Threshold), IntentDefinition> known, ErrorList errors)
    {
        var key = (set.Key.Value, intent.Sets[set.Key.Value]);
        if (!known.TryAdd(key, intent) && known[key].HigherIsStricter != intent.HigherIsStricter)
        {
            errors.Add(set.Value, $"intent '{known[key].Name}' sets '{key.Item2}' too, and they disagree on which value is stricter", "write the same 'stricter' at both");
        }
    }

    private static string Described(ExpressionConstant value) =>
        value.Type != ExpressionValueType.Number ? value.Type.ToString().ToLowerInvariant() : value.Unit.Length == 0 ? "plain numbers" : value.Unit;

    private static IReadOnlyList<SourceEntry> Sets(TypeDraft draft, string intent) =>
        ((draft.Reader.Find("intents") as SourceMapping)?.Find(intent) as SourceMapping)?.Find("sets") is SourceMapping sets ? sets.Entries : [];
}
