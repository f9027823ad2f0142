using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Hosting.Workers;

namespace RouterAlertAssurance.Orchestrator.Packages;

/// <summary>
/// Looks at the packages' folder now and then, and has it read when it changed and is quiet: an editor or a copy that writes in steps is not read
/// in between, and what is read in between all the same is refused and read again after the next step.
/// </summary>
internal sealed class PackageWatch(PackageReload reload, OrchestratorOptions options, TimeProvider time, ILogger<PackageWatch> logger)
    : PeriodicWorker("watching the packages", options.PackageCheck, time, logger)
{
    private string _read = "";
    private string _seen = "";

    protected override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = Signature(options.PackageDirectory);
        var isQuiet = now == _seen;
        _seen = now;
        if (isQuiet && now != _read && (await reload.RunAsync(cancellationToken)).Unavailable is null)
        {
            _read = now;
        }
    }

    /// <summary>Changes with every file's name, size and time, not with its content: cheap enough to be made again and again.</summary>
    private static string Signature(string folder)
    {
        var text = new StringBuilder();
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal))
        {
            text.Append(file.FullName).Append('\0').Append(file.Length).Append('\0').Append(file.LastWriteTimeUtc.Ticks).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
