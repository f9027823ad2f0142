using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.WebUi.Clients;

namespace RouterAlertAssurance.WebUi.Components.Pages.RouterAlert;

/// <summary>A router of the page.</summary>
/// <param name="Device">Its name.</param>
/// <param name="Answer">What its agent knows, or why that could not be read; null while it is read for the first time.</param>
public sealed record RouterView(string Device, Fetched<RouterAlertDocument>? Answer)
{
    public RouterAlertDocument? Document => Answer?.Value;

    /// <summary>Why a part of the document is missing.</summary>
    public string Reason => (Answer, Document) switch
    {
        (null, _) => "it is being read",
        (_, null) => Answer.Error ?? "nothing was answered",
        (_, { Problems.Count: > 0 } document) => string.Join(" ", document.Problems),
        _ => "its agent does not measure it",
    };
}
