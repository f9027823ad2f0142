namespace RouterAlertAssurance.Hosting.Access;

/// <summary>What a caller may do. Viewer, operator and administrator include each other upwards; agent stands beside them.</summary>
public enum AccessLevel
{
    /// <summary>Anyone who can reach the service, known or not: health checks and the sign-in page.</summary>
    Anyone,

    /// <summary>May read everything but secrets.</summary>
    Viewer,

    /// <summary>May change services, devices and maintenance.</summary>
    Operator,

    /// <summary>May change users, packages and the service itself.</summary>
    Administrator,

    /// <summary>Another service of the product: delivers health and facts, takes assignments.</summary>
    Agent,
}
