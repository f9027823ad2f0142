using Microsoft.AspNetCore.Builder;

namespace RouterAlertAssurance.Hosting.Queries;

/// <summary>Declares the query parameters of endpoints, so that others are refused: a misspelt one must neither change anything nor be overlooked.</summary>
public static class QueryExtensions
{
    /// <summary>The parameters an endpoint reads; without any, it takes none. The last call counts.</summary>
    public static TBuilder TakesQuery<TBuilder>(this TBuilder builder, params QueryParameter[] parameters)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new QueryParameters(parameters)));
        return builder;
    }
}
