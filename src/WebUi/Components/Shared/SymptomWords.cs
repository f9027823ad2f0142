namespace RouterAlertAssurance.WebUi.Components.Shared;

/// <summary>Kinds of symptoms that are shown in a way of their own.</summary>
internal static class SymptomWords
{
    public const string Inherited = "inherited";
    public const string Informational = "informational";
    public const string Maintenance = "maintenance";
}
