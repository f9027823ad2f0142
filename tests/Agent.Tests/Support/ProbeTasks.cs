using RouterAlertAssurance.Contracts.Assignments;

namespace RouterAlertAssurance.Agent.Tests.Support;

/// <summary>Probe tasks in few words.</summary>
internal static class ProbeTasks
{
    public static ProbeTask Task(string id = "a1", int period = 15, int offset = 4, string source = "192.0.2.1", string destination = "198.51.100.2", int round = 60, params string[] protocols) => new(
        id, ProbeProtocols.Kind, source, destination, "there", "peer", protocols is [] ? ["rsvp", "udp"] : protocols, period, offset, round, 100, [.. Enumerable.Repeat((byte)7, ProbeTask.KeyLength)]);
}
