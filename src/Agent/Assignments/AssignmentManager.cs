using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Yang.Assurance;
using RouterAlertAssurance.Yang.Json;
using RouterAlertAssurance.Yang.Restconf;

namespace RouterAlertAssurance.Agent.Assignments;

/// <summary>
/// Takes assignments, packages and configuration: checks everything, then writes it to disk, then tells the runtime. What is refused changes
/// nothing. An assignment whose configuration is still to come waits for it, so that no node is evaluated by two agents meanwhile.
/// </summary>
internal sealed partial class AssignmentManager
{
    private readonly Lock _gate = new();
    private readonly PackageStore _packages;
    private readonly AssignmentStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<AssignmentManager> _logger;
    private AgentAssignment _assignment = new();
    private PackageCatalog _catalog = PackageCatalog.Empty;
    private SubserviceTypeCatalog _types = TypeMappings.Of(PackageCatalog.Empty);
    private ImmutableArray<AssuranceNode> _nodes = [];

    public AssignmentManager(PackageStore packages, AssignmentStore store, TimeProvider time, ILogger<AssignmentManager> logger)
    {
        (_packages, _store, _time, _logger) = (packages, store, time, logger);
        Restore();
    }

    /// <summary>Called with each new configuration; <c>true</c> when the other half of a change may still be on its way.</summary>
    public Action<AgentConfiguration, bool>? Changed { get; set; }

    public AgentAssignment Assignment => _assignment;

    public SubserviceTypeCatalog Types => _types;

    public AgentConfiguration Current()
    {
        lock (_gate)
        {
            return Configuration();
        }
    }

    /// <summary>Takes an assignment, unless it is older than the present one or a package is missing.</summary>
    public AssignmentResult Put(AgentAssignment assignment)
    {
        lock (_gate)
        {
            var errors = AssignmentChecks.Check(assignment);
            if (errors.Count > 0)
            {
                return AssignmentResult.Refused(errors);
            }

            if (assignment.Revision < _assignment.Revision)
            {
                return AssignmentResult.Outdated(_assignment.Revision);
            }

            var missing = _packages.Missing(assignment.Packages);
            if (missing.Count > 0)
            {
                return AssignmentResult.Lacks(_assignment.Revision, missing);
            }

            var change = _packages.Catalog(assignment.Packages);
            return change.Errors.Count > 0
                ? AssignmentResult.Refused([.. change.Errors.Select(error => new FieldError("/packages", error.ToString()))])
                : Adopt(assignment, change.Catalog);
        }
    }

    /// <summary>Takes a package that an assignment will name.</summary>
    public IReadOnlyList<FieldError> Put(PackageContent content)
    {
        lock (_gate)
        {
            var load = _packages.Try(content);
            List<FieldError> errors = [.. load.Errors.Select(error => new FieldError("/files", error.ToString()))];
            if (load.Package is { } package)
            {
                errors.AddRange(AssignmentChecks.Check(content, package));
            }

            if (errors.Count == 0)
            {
                _packages.Add(content);
            }

            return errors;
        }
    }

    public PackageContent? FindPackage(string name) => _packages.Find(name);

    /// <summary>Replaces all nodes of the slice.</summary>
    public IReadOnlyList<RestconfError> PutSubservices(ReadOnlyMemory<byte> json)
    {
        lock (_gate)
        {
            var read = AssuranceConfigurationReader.ReadAll(json, _types);
            return read.IsValid ? Replace(read.Nodes) : read.Errors;
        }
    }

    /// <summary>Adds or replaces one node. <c>Created</c> tells which.</summary>
    public (IReadOnlyList<RestconfError> Errors, bool Created) PutSubservice(ReadOnlyMemory<byte> json, SubserviceId id)
    {
        lock (_gate)
        {
            var read = AssuranceConfigurationReader.ReadEntry(json, _types);
            if (!read.IsValid)
            {
                return (read.Errors, false);
            }

            if (read.Nodes[0].Id != id)
            {
                return ([RestconfError.InvalidValue($"The body is about {read.Nodes[0].Id}, the address about {id}.")], false);
            }

            var created = _nodes.All(node => node.Id != id);
            return (Replace([.. _nodes.Where(node => node.Id != id), read.Nodes[0]]), created);
        }
    }

    private IReadOnlyList<RestconfError> Replace(IReadOnlyList<AssuranceNode> nodes)
    {
        var (known, unknown) = NodeCompletion.Complete(nodes, node => AgentConfiguration.TypeOf(_catalog, node));
        if (unknown.Length > 0)
        {
            return [.. unknown.Select(node => RestconfError.InvalidValue($"No package defines the type of {node.Id}."))];
        }

        var graph = AssuranceGraph.Empty.Apply(new GraphEdit(known, []), _time.GetUtcNow());
        if (!graph.IsAccepted)
        {
            return [.. graph.Refusals.Select(refusal => RestconfError.OperationFailed(refusal.Text))];
        }

        var json = AssuranceJson.Configuration(nodes, _types, _time.GetUtcNow()).ToJsonString();
        _store.SaveSubservices(Encoding.UTF8.GetBytes(json));
        _nodes = known;
        LogConfigured(known.Length);
        Changed?.Invoke(Configuration(), false);
        return [];
    }

    private AssignmentResult Adopt(AgentAssignment assignment, PackageCatalog catalog)
    {
        _store.Save(assignment);
        _assignment = assignment;
        _catalog = catalog;
        _types = TypeMappings.Of(catalog);
        _packages.Keep(assignment.Packages);
        LogAssigned(assignment.Revision, assignment.Packages.Count, assignment.Shadows.Count);
        Changed?.Invoke(Configuration(), true);
        return AssignmentResult.Accepted(assignment.Revision);
    }

    /// <summary>Nodes whose type the packages no longer have wait for the configuration that removes them.</summary>
    private AgentConfiguration Configuration()
    {
        var (known, _) = NodeCompletion.Complete(_nodes, node => AgentConfiguration.TypeOf(_catalog, node));
        var ids = known.Select(node => node.Id).ToHashSet();
        var closed = known.Select(node => node with { Dependencies = [.. node.Dependencies.Where(dependency => ids.Contains(dependency.Target))] });
        return new AgentConfiguration(_assignment, _catalog, _types, [.. closed]);
    }

    private void Restore()
    {
        try
        {
            if (_store.LoadAssignment() is not { } assignment || _packages.Missing(assignment.Packages).Count > 0)
            {
                return;
            }

            var change = _packages.Catalog(assignment.Packages);
            (_assignment, _catalog, _types) = (assignment, change.Catalog, TypeMappings.Of(change.Catalog));
            if (_store.LoadSubservices() is { } json)
            {
                var read = AssuranceConfigurationReader.ReadAll(json, _types);
                _nodes = [.. read.Nodes];
                LogRestored(assignment.Revision, _nodes.Length, read.Errors.Count);
            }
        }
        catch (Exception exception) when (exception is JsonException or IOException)
        {
            LogNotRestored(exception.Message);
        }
    }
}
