using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Hosting.Workers;

namespace RouterAlertAssurance.Orchestrator.Packages;

/// <summary>
/// Looks at the packages' folder now and then, and has it read when it changed and is quiet: an editor or a copy that writes in steps is not read
/// in between, and what is read in between all the same is refused and read again after the next step.
/// </summary>
internal sealed class PackageWatch(PackageReload reload, FolderAccess folder, OrchestratorOptions options, TimeProvider time, ILogger<PackageWatch> logger)
    : PeriodicWorker("watching the packages", options.PackageCheck, time, logger)
{
    private string _read = "";
    private string _seen = "";

    protected override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = await folder.RunAsync(() => Signature(options.PackageDirectory), cancellationToken);
        var isQuiet = now == _seen;
        _seen = now;
        if (isQuiet && now != _read && (await reload.RunAsync(cancellationToken)).Unavailable is null)
        {
            _read = now;
        }
    }

    /// <summary>Changes with every file's name, size and time, not with its content: cheap enough to be made again and again. Nothing is opened.</summary>
    private static string Signature(string packages)
    {
        var text = new StringBuilder();
        foreach (var package in Directory.GetDirectories(packages).Order(StringComparer.Ordinal))
        {
            text.Append(package).Append('\n');
            foreach (var entry in FolderEntry.Below(package))
            {
                text.Append(entry.Path).Append('\0').Append(entry.Size).Append('\0').Append(entry.Written.UtcTicks).Append('\n');
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
