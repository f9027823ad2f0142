namespace RouterAlertAssurance.Packets.Live;

/// <summary>Why an interface cannot be captured from, and what to do about it.</summary>
public sealed class CaptureRefusedException(string message) : Exception(message);
