namespace RouterAlertAssurance.Hosting.ServerSentEvents;

/// <summary>One event of a stream (HTML standard, "server-sent events").</summary>
/// <param name="Data">The data; line breaks are fine.</param>
/// <param name="Id">What a client sends back as Last-Event-ID to go on from here; no line breaks.</param>
/// <param name="Type">The type of the event; null for the default, <c>message</c>; no line breaks.</param>
public readonly record struct ServerSentEvent(string Data, string? Id = null, string? Type = null);
