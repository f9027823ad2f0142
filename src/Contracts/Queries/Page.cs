namespace RouterAlertAssurance.Contracts.Queries;

/// <summary>A page of a collection.</summary>
/// <param name="Items">In the order asked for.</param>
/// <param name="Next">Relative address of the next page; null on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
