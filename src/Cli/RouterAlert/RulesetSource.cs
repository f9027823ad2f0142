using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using RouterAlertAssurance.Nftables.Rulesets;

namespace RouterAlertAssurance.Cli.RouterAlert;

/// <summary>Why a ruleset cannot be judged.</summary>
internal sealed class RulesetUnreadableException(string message) : Exception(message);

/// <summary>A ruleset from a file, from standard input, or from the kernel.</summary>
internal static class RulesetSource
{
    private const long LongestListing = 64L << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <exception cref="RulesetUnreadableException">It cannot be read, or is no ruleset.</exception>
    public static NftRuleset Read(string? file)
    {
        try
        {
            return NftRulesetReader.Read(file is null ? OfKernel() : file == "-" ? Console.In.ReadToEnd() : OfFile(file));
        }
        catch (JsonException wrong)
        {
            throw new RulesetUnreadableException($"{file ?? "nft"}: no listing of 'nft -j list ruleset': {wrong.Message}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new RulesetUnreadableException($"{file}: {unreadable.Message}");
        }
    }

    private static string OfFile(string file) => new FileInfo(file) is { Exists: true, Length: > LongestListing }
        ? throw new RulesetUnreadableException($"{file}: longer than {LongestListing >> 20} MiB")
        : File.ReadAllText(file);

    private static string OfKernel()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("nft", ["-j", "list", "ruleset"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            if (!process.WaitForExit(Patience))
            {
                process.Kill();
                throw new RulesetUnreadableException($"nft did not answer within {Patience.TotalSeconds} s");
            }

            return process.ExitCode == 0 ? output.GetAwaiter().GetResult()
                : throw new RulesetUnreadableException($"nft: {errors.GetAwaiter().GetResult().Trim().ReplaceLineEndings(" ")} (reading a ruleset needs root, or CAP_NET_ADMIN)");
        }
        catch (Win32Exception)
        {
            throw new RulesetUnreadableException("the command nft is missing (apt-get install nftables); a listing from elsewhere can be given with --ruleset FILE");
        }
    }
}
