namespace RouterAlertAssurance.Hosting.Queries;

/// <summary>A query parameter that an endpoint understands.</summary>
/// <param name="Name">As it is written in the address.</param>
/// <param name="Description">What it does, with its values; for the API description.</param>
/// <param name="IsRepeatable">Whether it may be given more than once.</param>
public sealed record QueryParameter(string Name, string Description, bool IsRepeatable = false);

/// <summary>All the query parameters of an endpoint; metadata.</summary>
/// <param name="Parameters">None for an endpoint that takes none.</param>
public sealed record QueryParameters(IReadOnlyList<QueryParameter> Parameters);
