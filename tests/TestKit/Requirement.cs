using RouterAlertAssurance.TestKit.Postgres;

namespace RouterAlertAssurance.TestKit;

/// <summary>What a test needs from its machine. Missing, it skips the test with the reason; where CI=true it fails instead.</summary>
public static class Requirement
{
    /// <summary>Needs root.</summary>
    public static void Root() => Need(Environment.IsPrivilegedProcess, "root is needed");

    /// <summary>Needs PostgreSQL's server binaries.</summary>
    public static void Postgres() =>
        Need(PostgresServer.FindBinaries() is not null, "PostgreSQL's server binaries are needed (apt-get install postgresql)");

    /// <summary>Needs the network lab: root, namespaces and FRR.</summary>
    public static void Lab()
    {
        Root();
        Command("ip", "iproute2");
        Need(File.Exists("/usr/lib/frr/zebra"), "FRR is needed (apt-get install frr)");
    }

    /// <summary>Needs a command on the path.</summary>
    /// <param name="name">The command.</param>
    /// <param name="package">The Debian package that brings it.</param>
    public static void Command(string name, string package) => Need(FindCommand(name) is not null, $"the command {name} is needed (apt-get install {package})");

    /// <summary>Needs that something holds.</summary>
    /// <param name="holds">Whether it does.</param>
    /// <param name="reason">What is missing and how to get it.</param>
    public static void Need(bool holds, string reason)
    {
        if (holds)
        {
            return;
        }

        throw string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase)
            ? new InvalidOperationException($"CI must have what the tests need: {reason}")
            : new RequirementMissingException(reason);
    }

    /// <summary>The full path of a command, or null.</summary>
    public static string? FindCommand(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Append("/sbin")
            .Select(directory => Path.Combine(directory, name))
            .FirstOrDefault(File.Exists);
}

/// <summary>Skips a test: xunit.v3 takes any exception whose message starts with its token for a skip.</summary>
public sealed class RequirementMissingException(string reason) : Exception("$XunitDynamicSkip$" + reason);
