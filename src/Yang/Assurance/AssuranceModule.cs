namespace RouterAlertAssurance.Yang.Assurance;

/// <summary>Names of the base module of RFC 9418.</summary>
public static class AssuranceModule
{
    public const string Name = "ietf-service-assurance";

    public const string Revision = "2023-07-11";
}
