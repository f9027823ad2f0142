using System.CommandLine;
using System.Text.Json;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary><c>raa proposal list|show|accept|dismiss</c>.</summary>
internal static class ProposalCommands
{
    private const string Json = "application/json";

    private static readonly Argument<string> Id = new("id") { Description = "Identifier of the proposal, from raa proposal list" };

    public static Command Create(CommandContext context) =>
        new("proposal", "Services that devices have configured and nobody defined") { List(context), Show(context), Accept(context), Dismiss(context) };

    private static Command List(CommandContext context)
    {
        var type = new Option<string?>("--type") { Description = "Only services of this type" };
        var dismissed = new Option<bool>("--dismissed") { Description = "Those that were dismissed, instead of the others" };
        var command = new Command("list", "What could be defined. Example: raa proposal list") { type, dismissed };
        context.Run(command, async (call, cancellationToken) =>
        {
            var filter = call.Parsed.GetValue(type) is { } wanted ? $"&type={Uri.EscapeDataString(wanted)}" : "";
            var path = $"/api/v1/proposals?dismissed={(call.Parsed.GetValue(dismissed) ? "true" : "false")}{filter}";
            var items = await PageReader.AllAsync(call.Api, path, ContractsJson.Default.PageProposalItem, cancellationToken);
            if (call.Json)
            {
                Output.Json(call.Output, new Page<ProposalItem>(items, null), ContractsJson.Default.PageProposalItem);
                return CliExitCode.Success;
            }

            Output.Table(call.Output, ["ID", "TYPE", "NAME", "REASON"], [.. items.Select(item => new[] { item.Id, item.Definition.Type, item.Definition.Name, item.Reason })]);
            return CliExitCode.Success;
        });
        return command;
    }

    private static Command Show(CommandContext context)
    {
        var command = new Command("show", "One proposal: what it defines and the facts it rests on. Example: raa proposal show 0f3a9c11d2e4b567") { Id };
        context.Run(command, async (call, cancellationToken) =>
        {
            var item = await call.Api.GetAsync(PathOf(call), ContractsJson.Default.ProposalItem, cancellationToken);
            if (call.Json)
            {
                Output.Json(call.Output, item, ContractsJson.Default.ProposalItem);
            }
            else
            {
                Print(call.Output, item);
            }

            return CliExitCode.Success;
        });
        return command;
    }

    private static Command Accept(CommandContext context)
    {
        var name = new Option<string?>("--name") { Description = "Name of the instance, in place of the proposed one" };
        var file = new Option<string?>("--file") { Description = "YAML or JSON with name, parameters, profile, intent, labels or maintenance to change; - for standard input" };
        var command = new Command("accept", "Define what is proposed. Example: raa proposal accept 0f3a9c11d2e4b567 --name blue") { Id, name, file };
        command.Validators.Add(result =>
        {
            if (result.GetValue(name) is not null && result.GetValue(file) is not null)
            {
                result.AddError("--name and --file exclude each other: give the name in the file");
            }
        });
        context.Run(command, async (call, cancellationToken) =>
        {
            var (body, mediaType) = call.Parsed.GetValue(file) is { } path ? await DefinitionFile.ReadAsync(path, cancellationToken)
                : call.Parsed.GetValue(name) is { } given ? (JsonSerializer.Serialize(new ProposalAcceptance { Name = given }, ContractsJson.Default.ProposalAcceptance), Json)
                : (null, Json);
            var answer = await call.Api.PostAsync($"{PathOf(call)}/accept", body, mediaType, cancellationToken);
            var definition = JsonSerializer.Deserialize(answer, ContractsJson.Default.StoredService)!.Definition;
            Tell(call, answer, $"{definition.Type}/{definition.Name} created");
            return CliExitCode.Success;
        });
        return command;
    }

    private static Command Dismiss(CommandContext context)
    {
        var reason = new Argument<string>("reason") { Description = "Why it is not wanted" };
        var command = new Command("dismiss", "Hide a proposal until its facts change. Example: raa proposal dismiss 0f3a9c11d2e4b567 \"a test of the lab\"") { Id, reason };
        context.Run(command, async (call, cancellationToken) =>
        {
            var body = JsonSerializer.Serialize(new ProposalDismissal(call.Parsed.GetValue(reason)!), ContractsJson.Default.ProposalDismissal);
            var answer = await call.Api.PostAsync($"{PathOf(call)}/dismiss", body, Json, cancellationToken);
            Tell(call, answer, $"{call.Parsed.GetValue(Id)} dismissed");
            return CliExitCode.Success;
        });
        return command;
    }

    private static void Tell(CommandCall call, string answer, string text)
    {
        if (call.Json)
        {
            Output.JsonText(call.Output, answer);
        }
        else
        {
            call.Output.WriteLine(text);
        }
    }

    private static void Print(TextWriter output, ProposalItem item)
    {
        output.WriteLine(item.Reason);
        output.WriteLine($"Accepting it defines {item.Definition.Type}/{item.Definition.Name}:");
        foreach (var (name, value) in item.Definition.Parameters.OrderBy(parameter => parameter.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"  {name}: {value}");
        }

        output.WriteLine("It rests on:");
        foreach (var fact in item.Facts)
        {
            output.WriteLine($"  {fact.Relation} {string.Join(", ", fact.Fields.Where(field => field.Value.Length > 0).OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key} {field.Value}"))}");
        }

        if (item.Dismissed is { } dismissed)
        {
            output.WriteLine($"Dismissed {dismissed.Time:u}: {dismissed.Reason}");
        }
    }

    private static string PathOf(CommandCall call) => $"/api/v1/proposals/{Uri.EscapeDataString(call.Parsed.GetValue(Id)!)}";
}
