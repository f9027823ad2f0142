using System.Text.Json;
using RouterAlertAssurance.Agent.Running;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Assignments;

namespace RouterAlertAssurance.Agent.Assignments;

/// <summary>The assignment and the configuration on disk, each replaced as a whole.</summary>
internal sealed class AssignmentStore(string folder)
{
    private readonly string _assignment = Path.Combine(folder, "assignment.json");
    private readonly string _subservices = Path.Combine(folder, "subservices.json");

    /// <summary>For the owner's eyes alone: keys of probes are in it.</summary>
    public void Save(AgentAssignment assignment) =>
        DurableFile.Write(_assignment, JsonSerializer.SerializeToUtf8Bytes(assignment, ContractsJson.Default.AgentAssignment), isSecret: true);

    /// <summary>The configuration subset of the RFC 9418 tree.</summary>
    public void SaveSubservices(ReadOnlyMemory<byte> json) => DurableFile.Write(_subservices, json.Span);

    /// <summary>Null when there is none.</summary>
    /// <exception cref="JsonException">The file is damaged.</exception>
    public AgentAssignment? LoadAssignment() =>
        File.Exists(_assignment) ? JsonSerializer.Deserialize(File.ReadAllBytes(_assignment), ContractsJson.Default.AgentAssignment) : null;

    public ReadOnlyMemory<byte>? LoadSubservices() => File.Exists(_subservices) ? File.ReadAllBytes(_subservices) : null;
}
