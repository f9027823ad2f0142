using RouterAlertAssurance.Collector.Validation;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Model.Graphs;

namespace RouterAlertAssurance.Collector.Graphs;

/// <summary>Checks the fields of a graph version; whether its edges hold together is decided by <see cref="GraphEditor"/>.</summary>
internal sealed class GraphValidator
{
    private const int MaxNodes = 20_000;
    private const int MaxEdges = 2000;
    private const int MaxPairs = 64;

    private readonly FieldChecks _checks;

    private GraphValidator(FieldChecks checks) => _checks = checks;

    public static IReadOnlyList<FieldError> Validate(GraphVersion version, DateTimeOffset now)
    {
        var validator = new GraphValidator(new FieldChecks(now));
        validator.Check(version);
        return validator._checks.Errors;
    }

    private void Check(GraphVersion version)
    {
        if (version.Version < 1)
        {
            _checks.Add("/version", "missing, or less than 1");
        }

        if (version.Base is { } start && (start < 1 || start >= version.Version))
        {
            _checks.Add("/base", "expected a version older than the new one");
        }

        _checks.Time(version.Time, "/time");
        if (_checks.List(version.Upserts, "/upserts", MaxNodes))
        {
            for (var i = 0; i < version.Upserts.Count && !_checks.IsFull; i++)
            {
                Node(version.Upserts[i], $"/upserts/{i}");
            }

            Twice(version.Upserts.Select(node => (node.Type, node.Id)), "/upserts");
        }

        if (_checks.List(version.Removals, "/removals", MaxNodes))
        {
            for (var i = 0; i < version.Removals.Count && !_checks.IsFull; i++)
            {
                Reference(version.Removals[i].Type, version.Removals[i].Id, $"/removals/{i}");
            }

            if (version.Base is null && version.Removals.Count > 0)
            {
                _checks.Add("/removals", "a whole graph (without base) removes nothing: what is not in it is gone");
            }
        }
    }

    private void Node(GraphNode node, string pointer)
    {
        Reference(node.Type, node.Id, pointer);
        _checks.Text(node.Label, $"{pointer}/label", FieldLimits.Text);
        _checks.Words(node.Parameters, $"{pointer}/parameters", MaxPairs);
        _checks.Words(node.Labels, $"{pointer}/labels", MaxPairs);
        if (node.Agent is not null)
        {
            _checks.Name(node.Agent, $"{pointer}/agent", FieldLimits.Agent);
        }

        if (node.LastChange != default)
        {
            _checks.Time(node.LastChange, $"{pointer}/lastChange");
        }

        if (node.Maintenance is { } maintenance)
        {
            Maintenance(maintenance, $"{pointer}/maintenance");
        }

        Edges(node, pointer);
        Groups(node, pointer);
    }

    private void Maintenance(MaintenanceDocument maintenance, string pointer)
    {
        _checks.Name(maintenance.Contact, $"{pointer}/contact", FieldLimits.Value);
        _checks.OneOf(maintenance.Recurrence, $"{pointer}/recurrence", MaintenanceDocument.Recurrences);
        _checks.OneOf(maintenance.Scope, $"{pointer}/scope", MaintenanceDocument.Scopes);
        if (maintenance.ToModel().Check() is { } problem)
        {
            _checks.Add($"{pointer}/{problem.Field}", problem.Text);
        }
    }

    private void Edges(GraphNode node, string pointer)
    {
        if (!_checks.List(node.Dependencies, $"{pointer}/dependencies", MaxEdges))
        {
            return;
        }

        for (var i = 0; i < node.Dependencies.Count; i++)
        {
            var edge = node.Dependencies[i];
            Reference(edge.Type, edge.Id, $"{pointer}/dependencies/{i}");
            _checks.Text(edge.Group, $"{pointer}/dependencies/{i}/group", FieldLimits.Type);
            if (edge.DependencyType is not ("impacting" or "informational"))
            {
                _checks.Add($"{pointer}/dependencies/{i}/dependencyType", "expected impacting or informational");
            }

            if (edge.Transform is not null && !EdgeTransform.TryParse(edge.Transform, out _))
            {
                _checks.Add($"{pointer}/dependencies/{i}/transform", "expected points such as 0:50 100:100, none falling, from 0 to 100:100");
            }
        }

        // RFC 9418 keys dependencies by type and id.
        Twice(node.Dependencies.Select(edge => (edge.Type, edge.Id)), $"{pointer}/dependencies");
    }

    private void Groups(GraphNode node, string pointer)
    {
        if (!_checks.List(node.Groups, $"{pointer}/groups", MaxPairs))
        {
            return;
        }

        for (var i = 0; i < node.Groups.Count; i++)
        {
            _checks.Name(node.Groups[i].Name, $"{pointer}/groups/{i}/name", FieldLimits.Type);
            _checks.Range(node.Groups[i].Minimum, $"{pointer}/groups/{i}/minimum", 1, MaxEdges);
            if (node.Groups[i].Combination is not ("all" or "any" or "at-least" or "weighted"))
            {
                _checks.Add($"{pointer}/groups/{i}/combination", "expected all, any, at-least or weighted");
            }
        }
    }

    private void Reference(string? type, string? id, string pointer)
    {
        _checks.Name(type, $"{pointer}/type", FieldLimits.Type);
        _checks.Name(id, $"{pointer}/id", FieldLimits.Id);
    }

    private void Twice(IEnumerable<(string Type, string Id)> nodes, string pointer)
    {
        var seen = new HashSet<(string, string)>();
        var place = 0;
        foreach (var node in nodes)
        {
            if (!seen.Add(node))
            {
                _checks.Add($"{pointer}/{place}", $"{node.Type}[{node.Id}] is there twice");
            }

            place++;
        }
    }
}
