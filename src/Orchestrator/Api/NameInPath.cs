namespace RouterAlertAssurance.Orchestrator.Api;

/// <summary>A name that stands in the path and may stand in the body too.</summary>
internal static class NameInPath
{
    public static void Check(ObjectReader reader, string member, string inPath, ErrorList errors)
    {
        if (TextRules.Name(inPath) is { } wrong)
        {
            errors.Add("", $"'{member}' in the path: {wrong}");
        }

        if (reader.Text(member, TextRules.Name) is { } inBody && inBody != inPath)
        {
            errors.Add(reader.PointerTo(member), $"is '{inBody}' here and '{inPath}' in the path");
        }
    }
}
