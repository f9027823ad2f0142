namespace RouterAlertAssurance.Contracts.Assignments;

/// <summary>An address of a router on which a program takes packets with Router Alert out of forwarding.</summary>
/// <param name="Address">The address, in the form that <see cref="System.Net.IPAddress.ToString()"/> gives.</param>
/// <param name="Protocol">What it takes, in the words of the metrics (<c>rsvp</c>, ...).</param>
public sealed record ProbeTaker(string Address, string Protocol);
