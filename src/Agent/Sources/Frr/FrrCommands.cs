using RouterAlertAssurance.Agent.Metrics;

namespace RouterAlertAssurance.Agent.Sources.Frr;

/// <summary>The <c>vtysh</c> commands that show what the reads of <c>frr</c> mean; the agent sends them over the sockets that vtysh uses.</summary>
internal static class FrrCommands
{
    public static string Of(MetricRead read)
    {
        if (FrrVocabulary.Find(read.Read) is not { } frr)
        {
            return "";
        }

        var shell = "vtysh" + ShellWord.Option("-N", read.Argument("pathspace"));
        return frr.Commands.IsEmpty
            ? $"{shell} -d {frr.Daemon} -c \"show version\""
            : shell + string.Concat(frr.Commands.Select(command => $" -c \"{command}\""));
    }
}
