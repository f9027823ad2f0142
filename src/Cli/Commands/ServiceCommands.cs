using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary><c>raa service list|get|put|delete</c>.</summary>
internal static class ServiceCommands
{
    private static readonly Argument<string> Type = new("type") { Description = "Service type, such as tunnel" };
    private static readonly Argument<string> Name = new("name") { Description = "Name of the instance" };
    private static readonly Option<string?> Etag = new("--if-match") { Description = "Only if the definition still has this entity tag" };

    public static Command Create(CommandContext context) =>
        new("service", "Define services and see how they are") { List(context), Get(context), Put(context), Delete(context) };

    private static Command List(CommandContext context)
    {
        var type = new Option<string?>("--type") { Description = "Only services of this type" };
        var label = new Option<string?>("--label") { Description = "Only services with this label, key:value" };
        var below = new Option<int?>("--max-score") { Description = "Only services with a score of at most this, -1 (unknown) to 100", CustomParser = Score };
        var drift = new Option<string?>("--drift") { Description = $"Only services of this drift state: {string.Join(", ", DriftStates.All)}", CustomParser = Drift };
        var command = new Command("list", "All services, the worst first. Example: raa service list --max-score 99 --json") { type, label, below, drift };
        context.Run(command, async (call, cancellationToken) =>
        {
            var query = string.Join('&', Filters(("type", call.Parsed.GetValue(type)), ("label", call.Parsed.GetValue(label)), ("maxScore", call.Parsed.GetValue(below)?.ToString(CultureInfo.InvariantCulture))));
            var items = await PageReader.AllAsync(call.Api, $"/api/v1/services?{query}", ContractsJson.Default.PageServiceItem, cancellationToken);
            var definitions = await DriftReader.AllAsync(call.Api, call.Parsed.GetValue(type), cancellationToken);
            foreach (var item in items)
            {
                item.Drift = DriftReader.WithScore(definitions.GetValueOrDefault((item.Type, item.Name))?.Drift, item.Score);
            }

            items = [.. items.Where(item => call.Parsed.GetValue(drift) is not { } wanted || item.Drift?.State == wanted)];
            if (call.Json)
            {
                Output.Json(call.Output, new Page<ServiceItem>(items, null), ContractsJson.Default.PageServiceItem);
                return CliExitCode.Success;
            }

            var now = TimeProvider.System.GetUtcNow();
            Output.Table(call.Output, ["SCORE", "TYPE", "NAME", "COVERAGE", "FOR", "SYMPTOMS", "DRIFT", "CAUSE"], [.. items.Select(item => Row(item, now))]);
            return CliExitCode.Success;
        });
        return command;
    }

    private static Command Get(CommandContext context)
    {
        var definition = new Option<bool>("--definition") { Description = "Print the definition instead of the health" };
        var command = new Command("get", "Health of one service: score, symptoms, causes. Example: raa service get tunnel blue") { Type, Name, definition };
        command.Aliases.Add("show");
        context.Run(command, async (call, cancellationToken) =>
        {
            var path = PathOf(call);
            if (call.Parsed.GetValue(definition))
            {
                Output.JsonText(call.Output, await call.Api.GetTextAsync(path, cancellationToken));
                return CliExitCode.Success;
            }

            var health = await call.Api.GetAsync($"{path}/health", ContractsJson.Default.NodeHealth, cancellationToken);
            var stored = await DriftReader.OneAsync(call.Api, path, cancellationToken);
            health.Drift = DriftReader.WithScore(stored?.Drift, health.Status.Score);
            if (call.Json)
            {
                Output.Json(call.Output, health, ContractsJson.Default.NodeHealth);
            }
            else
            {
                HealthText.Print(call.Output, $"{call.Parsed.GetValue(Type)} {call.Parsed.GetValue(Name)}", health, stored?.Notices ?? []);
            }

            return CliExitCode.Success;
        });
        return command;
    }

    private static Command Put(CommandContext context)
    {
        var file = new Argument<string>("file") { Description = "Definition as YAML or JSON; - for standard input" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show the graph and the difference, change nothing" };
        var command = new Command("put", "Define a service or change it. Example: raa service put tunnel blue tunnel-blue.yaml --dry-run") { Type, Name, file, dryRun, Etag };
        context.Run(command, async (call, cancellationToken) =>
        {
            var (text, mediaType) = await DefinitionFile.ReadAsync(call.Parsed.GetValue(file)!, cancellationToken);
            var dry = call.Parsed.GetValue(dryRun);
            var (status, body) = await call.Api.PutAsync(PathOf(call) + (dry ? "?dryRun=true" : ""), text, mediaType, call.Parsed.GetValue(Etag), cancellationToken);
            if (call.Json)
            {
                Output.JsonText(call.Output, body);
            }
            else if (dry)
            {
                DryRunText.Print(call.Output, JsonSerializer.Deserialize(body, ContractsJson.Default.DryRunAnswer)!);
            }
            else
            {
                await call.Output.WriteLineAsync($"{call.Parsed.GetValue(Type)}/{call.Parsed.GetValue(Name)} {(status == 201 ? "created" : "changed")}");
            }

            return CliExitCode.Success;
        });
        return command;
    }

    private static Command Delete(CommandContext context)
    {
        var command = new Command("delete", "Delete a service; what others need stays. Example: raa service delete tunnel blue") { Type, Name, Etag };
        context.Run(command, async (call, cancellationToken) =>
        {
            await call.Api.DeleteAsync(PathOf(call), call.Parsed.GetValue(Etag), cancellationToken);
            return CliExitCode.Success;
        });
        return command;
    }

    private static int? Score(ArgumentResult result)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var score) && score is >= -1 and <= 100)
        {
            return score;
        }

        result.AddError($"--max-score needs a whole number from -1 to 100, not '{text}'");
        return null;
    }

    private static string? Drift(ArgumentResult result)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (DriftStates.All.Contains(text))
        {
            return text;
        }

        result.AddError($"--drift needs one of {string.Join(", ", DriftStates.All)}, not '{text}'");
        return null;
    }

    private static string PathOf(CommandCall call) =>
        $"/api/v1/services/{Uri.EscapeDataString(call.Parsed.GetValue(Type)!)}/{Uri.EscapeDataString(call.Parsed.GetValue(Name)!)}";

    private static IEnumerable<string> Filters(params (string Name, string? Value)[] filters) =>
        filters.Where(filter => filter.Value is not null).Select(filter => $"{filter.Name}={Uri.EscapeDataString(filter.Value!)}");

    private static string[] Row(ServiceItem item, DateTimeOffset now) =>
    [
        Output.Score(item.Score), item.Type, item.Name, Output.Percent(item.Coverage), Output.Age(item.Since, now),
        item.SymptomCount.ToString(CultureInfo.InvariantCulture), item.Drift?.State ?? "", item.TopCause ?? "",
    ];
}
