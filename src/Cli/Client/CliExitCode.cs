using RouterAlertAssurance.Hosting;

namespace RouterAlertAssurance.Cli.Client;

/// <summary>Exit codes of the commands; documented in docs/cli.md. Those of the services are in <see cref="RaaExitCode"/>.</summary>
internal static class CliExitCode
{
    public const int Success = RaaExitCode.Success;

    public const int Failure = RaaExitCode.Failure;

    public const int Usage = RaaExitCode.Usage;

    /// <summary>The product does not answer.</summary>
    public const int Unreachable = 4;

    /// <summary>There is no such thing.</summary>
    public const int NotFound = 5;

    /// <summary>The product refused the request; nothing was changed.</summary>
    public const int Refused = 6;

    /// <summary>Tests of a package failed.</summary>
    public const int TestsFailed = 7;
}
