using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary><c>raa explain</c>: why a score is what it is, from the service down to what was read.</summary>
internal static class ExplainCommand
{
    public static Command Create(CommandContext context)
    {
        var type = new Argument<string>("type") { Description = "Service type such as tunnel, or with --subservice a subservice type such as interface" };
        var name = new Argument<string>("name") { Description = "Name of the instance, or with --subservice the identifier such as pe1/eth0" };
        var subservice = new Option<bool>("--subservice") { Description = "The arguments name a subservice, not a service" };
        var at = new Option<string?>("--at") { Description = "The account of this time, from what was stored: RFC 3339, or relative to now such as -2m or -1h" };
        var live = new Option<bool>("--live") { Description = "Every condition of the one node as its agent sees it now, raised or not" };
        var command = new Command(
            "explain",
            "Why a score is what it is: from the service over what lowers it to the conditions, their values, the samples, and what was read.\n"
            + "Examples: raa explain tunnel blue; raa explain tunnel blue --at -10m; raa explain --subservice interface pe1/to-p1 --live")
        {
            type, name, subservice, at, live,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(live) && result.GetValue(at) is not null)
            {
                result.AddError("--live is of now: leave --at out");
            }
        });
        context.Run(command, (call, cancellationToken) =>
        {
            var (first, second) = (call.Parsed.GetValue(type)!, call.Parsed.GetValue(name)!);
            var node = call.Parsed.GetValue(subservice) ? new SubserviceId(first, second) : SubserviceId.ForService(first, second);
            return call.Parsed.GetValue(live)
                ? PrintAsync(call, $"/api/v1/live-explanations/{PathOf(node)}", ContractsJson.Default.LiveAccount, AccountText.Print, cancellationToken)
                : PrintAsync(call, $"/api/v1/explanations/{PathOf(node)}{QueryOf(call.Parsed.GetValue(at))}", ContractsJson.Default.HealthAccount, AccountText.Print, cancellationToken);
        });
        return command;
    }

    private static async Task<int> PrintAsync<T>(
        CommandCall call, string path, JsonTypeInfo<T> json, Action<TextWriter, T> print, CancellationToken cancellationToken)
    {
        var account = await call.Api.GetAsync(path, json, cancellationToken);
        if (call.Json)
        {
            Output.Json(call.Output, account, json);
        }
        else
        {
            print(call.Output, account);
        }

        return CliExitCode.Success;
    }

    private static string QueryOf(string? at) => at is null ? "" : $"?at={Uri.EscapeDataString(at)}";

    private static string PathOf(SubserviceId node) => $"{Uri.EscapeDataString(node.Type)}/{Uri.EscapeDataString(node.Id)}";
}
