namespace RouterAlertAssurance.Yang.Modules;

/// <summary>A YANG module of the catalogue.</summary>
/// <param name="Name">Module name.</param>
/// <param name="Revision">Revision date, <c>YYYY-MM-DD</c>.</param>
/// <param name="Text">Its text.</param>
public sealed record YangModule(string Name, string Revision, string Text)
{
    public string FileName => $"{Name}@{Revision}.yang";
}
