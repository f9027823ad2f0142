using System.ComponentModel;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using RouterAlertAssurance.Hosting.Queries;

namespace RouterAlertAssurance.Collector.Queries;

/// <summary>Query parameters as the handlers declare them, with <c>[FromQuery]</c>, in a parameter object too.</summary>
internal static class DeclaredQuery
{
    /// <summary>Refuses every other query parameter.</summary>
    public static RouteHandlerBuilder TakesDeclaredQuery(this RouteHandlerBuilder builder)
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new QueryParameters(
            [.. endpoint.Metadata.OfType<MethodInfo>().Take(1).SelectMany(handler => handler.GetParameters()).SelectMany(Declared)])));
        return builder;
    }

    private static IEnumerable<QueryParameter> Declared(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<AsParametersAttribute>() is not null
            ? parameter.ParameterType.GetProperties().SelectMany(property => Declared(property, property.Name, property.PropertyType))
            : Declared(parameter, parameter.Name ?? "", parameter.ParameterType);

    private static IEnumerable<QueryParameter> Declared(ICustomAttributeProvider place, string name, Type type) =>
        place.GetCustomAttributes(inherit: true).OfType<IFromQueryMetadata>().Select(query => new QueryParameter(
            query.Name ?? name, place.GetCustomAttributes(inherit: true).OfType<DescriptionAttribute>().FirstOrDefault()?.Description ?? "", type.IsArray));
}
