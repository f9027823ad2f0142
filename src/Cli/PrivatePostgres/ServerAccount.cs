using System.Globalization;

namespace RouterAlertAssurance.Cli.PrivatePostgres;

/// <summary>
/// The user PostgreSQL runs as. It refuses root, so for root that is <c>postgres</c>, which Debian's package made, or <c>nobody</c>; for
/// anybody else it is themselves.
/// </summary>
/// <param name="Name">The name.</param>
/// <param name="UserId">Its number, when the server must change to it; null when we are it.</param>
/// <param name="GroupId">Its group.</param>
internal sealed record ServerAccount(string Name, int? UserId, int GroupId)
{
    public static ServerAccount Choose()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new ServerAccount(Environment.UserName, null, 0);
        }

        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 3).ToDictionary(fields => fields[0]);
        var chosen = accounts.GetValueOrDefault("postgres") ?? accounts.GetValueOrDefault("nobody")
            ?? throw new PrivatePostgresException("PostgreSQL does not run as root, and neither a user 'postgres' nor 'nobody' exists");
        return new ServerAccount(
            chosen[0], int.Parse(chosen[2], CultureInfo.InvariantCulture), int.Parse(chosen[3], CultureInfo.InvariantCulture));
    }

    /// <summary>The command as this user runs it. setpriv(1) becomes the program, so the process number stays the same.</summary>
    public IReadOnlyList<string> Wrap(params IReadOnlyList<string> command) => UserId is null
        ? command
        : ["setpriv", $"--reuid={UserId}", $"--regid={GroupId}", "--clear-groups", "--no-new-privs", "--", .. command];

    /// <summary>Runs a command as this user.</summary>
    public ShellAnswer Run(IReadOnlyList<string> command, string input = "") => Shell.Run(Wrap(command), input);

    /// <summary>Runs a command as this user; fails with what it said.</summary>
    public void MustRun(IReadOnlyList<string> command, string input = "")
    {
        var answer = Run(command, input);
        if (!answer.Succeeded)
        {
            throw new PrivatePostgresException($"{string.Join(' ', command)} failed with {answer.ExitCode} as user {Name}: {answer.Error.Trim()}");
        }
    }

    /// <summary>Writes a file as this user: root must not follow links in a folder that somebody else owns.</summary>
    public void Write(string path, string text) => MustRun(["/bin/sh", "-c", "umask 077; cat >\"$1\"", "sh", path], text);

    /// <summary>Gives a folder that we have just made to this user.</summary>
    public void Own(string path)
    {
        if (UserId is not null && Shell.Run(["chown", $"{UserId}:{GroupId}", path]) is { Succeeded: false } denied)
        {
            throw new PrivatePostgresException($"{path} cannot be given to the user {Name}: {denied.Error.Trim()}");
        }
    }

    /// <summary>Whether this user may pass through the folder.</summary>
    public bool CanEnter(string directory) => Run(["/bin/sh", "-c", "test -x \"$1\"", "sh", directory]).Succeeded;
}
