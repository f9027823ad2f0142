using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Collector.Validation;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Collector.Ingestion;

/// <summary>Checks every field of a batch before anything of it is used.</summary>
internal sealed partial class BatchValidator
{
    private readonly FieldChecks _checks;

    private BatchValidator(FieldChecks checks) => _checks = checks;

    public static IReadOnlyList<FieldError> Validate(HealthBatch batch, DateTimeOffset now)
    {
        var validator = new BatchValidator(new FieldChecks(now));
        validator.Check(batch);
        return validator._checks.Errors;
    }

    private void Check(HealthBatch batch)
    {
        _checks.Name(batch.AgentId, "/agentId", FieldLimits.Agent);
        if (batch.AgentId == NodeViews.CollectorAgent)
        {
            _checks.Add("/agentId", $"'{NodeViews.CollectorAgent}' is the name of the collector itself");
        }

        if (batch.Epoch == Guid.Empty)
        {
            _checks.Add("/epoch", "missing, or all zeroes");
        }

        if (!_checks.List(batch.Events, "/events", FieldLimits.Events))
        {
            return;
        }

        for (var i = 0; i < batch.Events.Count && !_checks.IsFull; i++)
        {
            var expected = batch.Events[0].Sequence + i;
            Check(batch.Events[i], $"/events/{i}", expected);
        }
    }

    private void Check(HealthEvent item, string pointer, long expected)
    {
        if (item.Sequence < 1 || item.Sequence == long.MaxValue || item.Sequence != expected)
        {
            _checks.Add($"{pointer}/sequence", item.Sequence < 1 ? "missing, or less than 1" : $"expected {expected}: sequence numbers grow by one");
        }

        _checks.Time(item.Time, $"{pointer}/time");
        var parts = (item.Status is null ? 0 : 1) + (item.Symptom is null ? 0 : 1) + (item.Withdrawn is null ? 0 : 1);
        if (parts != 1)
        {
            _checks.Add(pointer, $"expected exactly one of status, symptom and withdrawn; {parts} are there");
            return;
        }

        if (item.Status is { } status)
        {
            Node(status.Subservice, $"{pointer}/status/subservice");
            Status(status.Status, $"{pointer}/status/status");
        }
        else if (item.Symptom is { } symptom)
        {
            Node(symptom.Subservice, $"{pointer}/symptom/subservice");
            Symptom(symptom.Symptom, $"{pointer}/symptom/symptom");
            Evidence(symptom.Evidence, $"{pointer}/symptom/evidence");
        }
        else if (_checks.List(item.Withdrawn, $"{pointer}/withdrawn", FieldLimits.WithdrawnPerEvent))
        {
            for (var i = 0; i < item.Withdrawn!.Count; i++)
            {
                Node(item.Withdrawn[i], $"{pointer}/withdrawn/{i}");
            }
        }
    }

    private void Node(SubserviceReference? node, string pointer)
    {
        if (node is null)
        {
            _checks.Add(pointer, "missing");
            return;
        }

        _checks.Name(node.Type, $"{pointer}/type", FieldLimits.Type);
        _checks.Name(node.Id, $"{pointer}/id", FieldLimits.Id);
    }

    private void Status(HealthStatusDocument? status, string pointer)
    {
        if (status is null)
        {
            _checks.Add(pointer, "missing");
            return;
        }

        _checks.Range(status.Score, $"{pointer}/score", -1, 100);
        _checks.Range(status.Own, $"{pointer}/own", -1, 100);
        _checks.Range(status.Low, $"{pointer}/low", 0, 100);
        _checks.Range(status.High, $"{pointer}/high", status.Low, 100);
        _checks.Share(status.Coverage, $"{pointer}/coverage");
        _checks.Time(status.Since, $"{pointer}/since");
        if (_checks.List(status.Symptoms, $"{pointer}/symptoms", FieldLimits.SymptomsPerStatus))
        {
            for (var i = 0; i < status.Symptoms.Count && !_checks.IsFull; i++)
            {
                Symptom(status.Symptoms[i], $"{pointer}/symptoms/{i}");
            }

            Explained(status, pointer);
        }

        if (_checks.List(status.Causes, $"{pointer}/causes", FieldLimits.SymptomsPerStatus))
        {
            for (var i = 0; i < status.Causes.Count && !_checks.IsFull; i++)
            {
                Node(status.Causes[i].Subservice, $"{pointer}/causes/{i}/subservice");
                Symptom(status.Causes[i].Symptom, $"{pointer}/causes/{i}/symptom");
            }
        }
    }

    // RFC 9418, leaf health-score-weight: a score other than 100 has at least one symptom of positive weight.
    private void Explained(HealthStatusDocument status, string pointer)
    {
        if (status.Score != 100 && !status.Symptoms.Any(symptom => symptom is { Stop: null, Weight: > 0 }))
        {
            _checks.Add($"{pointer}/symptoms", $"no active symptom of positive weight explains the score {status.Score}");
        }

        if (status.Symptoms.Where(symptom => symptom.Stop is null).GroupBy(SymptomKey.Of).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            _checks.Add($"{pointer}/symptoms", $"symptom '{twice.Key.Symptom}' of agent '{twice.Key.Agent}' is active twice");
        }
    }

    private void Symptom(SymptomDocument? symptom, string pointer)
    {
        if (symptom is null)
        {
            _checks.Add(pointer, "missing");
            return;
        }

        _checks.Name(symptom.Id, $"{pointer}/id", FieldLimits.Symptom);
        _checks.Name(symptom.AgentId, $"{pointer}/agentId", FieldLimits.Agent);
        _checks.Range(symptom.Weight, $"{pointer}/weight", 0, 100);
        _checks.Text(symptom.Text, $"{pointer}/text", FieldLimits.Text);
        _checks.Text(symptom.Description, $"{pointer}/description", FieldLimits.Text);
        _checks.Time(symptom.Start, $"{pointer}/start");
        _checks.Range(symptom.Gain, $"{pointer}/gain", 0, 101);
        _checks.Range(symptom.Cost, $"{pointer}/cost", 0, 101);
        if (symptom.Kind is null || !SymptomKinds.All.Contains(symptom.Kind))
        {
            _checks.Add($"{pointer}/kind", $"expected one of {string.Join(", ", SymptomKinds.All.Order())}");
        }

        if (symptom.Stop is { } stop)
        {
            _checks.Time(stop, $"{pointer}/stop");
            if (stop < symptom.Start)
            {
                _checks.Add($"{pointer}/stop", "before the start");
            }
        }

        if (symptom.Dependency is { } dependency)
        {
            Node(dependency, $"{pointer}/dependency");
        }
    }
}
