using System.Text;
using System.Text.Json;
using RouterAlertAssurance.Hosting.Processes;
using RouterAlertAssurance.Nftables.Iptables;
using RouterAlertAssurance.Nftables.Rulesets;

namespace RouterAlertAssurance.Cli.RouterAlert;

/// <summary>Why a ruleset cannot be judged.</summary>
internal sealed class RulesetUnreadableException(string message) : Exception(message);

/// <summary>Where a ruleset is read from.</summary>
/// <param name="Nft">A listing of nft, - for standard input; null for that of the kernel.</param>
/// <param name="Iptables">What iptables-save printed; null for nothing, or with the kernel's ruleset for asking it.</param>
/// <param name="Ip6tables">What ip6tables-save printed; null likewise.</param>
internal sealed record RulesetFiles(string? Nft, string? Iptables, string? Ip6tables)
{
    /// <summary>Whether the ruleset of this machine is judged.</summary>
    public bool IsOfThisMachine => Nft is null;
}

/// <summary>A ruleset from files, from standard input, or from the kernel.</summary>
internal static class RulesetSource
{
    private const long LongestListing = 64L << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <exception cref="RulesetUnreadableException">It cannot be read, or is no ruleset.</exception>
    public static NftRuleset Read(RulesetFiles files)
    {
        var ruleset = ReadNft(files.Nft);
        return ruleset.HasForeign
            ? IptablesCompletion.Complete(ruleset, Save(files.Iptables, "iptables-save", files.IsOfThisMachine), Save(files.Ip6tables, "ip6tables-save", files.IsOfThisMachine))
            : ruleset;
    }

    private static NftRuleset ReadNft(string? file)
    {
        try
        {
            return NftRulesetReader.Read(file is null ? OfKernel() : Text(file));
        }
        catch (JsonException wrong)
        {
            throw new RulesetUnreadableException($"{file ?? "nft"}: no listing of 'nft -j list ruleset': {wrong.Message}");
        }
    }

    private static string Text(string file)
    {
        try
        {
            return file == "-" ? Console.In.ReadToEnd()
                : new FileInfo(file) is { Exists: true, Length: > LongestListing } ? throw new RulesetUnreadableException($"{file}: longer than {LongestListing >> 20} MiB")
                : File.ReadAllText(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new RulesetUnreadableException($"{file}: {unreadable.Message}");
        }
    }

    // Without it modules of iptables stay unclear, which is then said of each.
    private static string Save(string? file, string program, bool isOfThisMachine)
    {
        try
        {
            return file is not null ? Text(file) : isOfThisMachine ? OutputOf(program) : "";
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static string OfKernel()
    {
        try
        {
            return OutputOf("nft", "-j", "list", "ruleset");
        }
        catch (CommandMissingException)
        {
            throw new RulesetUnreadableException("the command nft is missing (apt-get install nftables); a listing from elsewhere can be given with --ruleset FILE");
        }
        catch (IOException failed)
        {
            throw new RulesetUnreadableException($"{failed.Message} (reading a ruleset needs CAP_NET_ADMIN, which root has)");
        }
    }

    private static string OutputOf(string program, params string[] arguments)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return Encoding.UTF8.GetString(new CommandRunner().RunAsync(program, arguments, patience.Token).GetAwaiter().GetResult().Span);
        }
        catch (OperationCanceledException late)
        {
            throw new IOException($"{program} did not answer within {Patience.TotalSeconds} s", late);
        }
    }
}
