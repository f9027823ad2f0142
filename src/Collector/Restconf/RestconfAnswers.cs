using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Yang.Restconf;

namespace RouterAlertAssurance.Collector.Restconf;

/// <summary>Answers in the media type of RFC 8040.</summary>
internal static class RestconfAnswers
{
    public static IResult Data(JsonObject body) => Results.Text(body.ToJsonString(), RestconfError.MediaType);

    public static IResult Error(params RestconfError[] errors) =>
        Results.Text(RestconfError.Body(errors).ToJsonString(), RestconfError.MediaType, statusCode: errors[0].Status);
}
