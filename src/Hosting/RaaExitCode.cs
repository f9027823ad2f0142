namespace RouterAlertAssurance.Hosting;

/// <summary>The exit codes of services and commands.</summary>
public static class RaaExitCode
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>It failed; the message on standard error says why.</summary>
    public const int Failure = 1;

    /// <summary>The configuration or the command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Another process already listens on an address of the service.</summary>
    public const int AddressInUse = 3;
}
