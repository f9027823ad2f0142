using RouterAlertAssurance.Collector.Validation;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.RouterAlert;

namespace RouterAlertAssurance.Collector.Ingestion;

/// <summary>What symptoms rest on.</summary>
internal sealed partial class BatchValidator
{
    private void Evidence(Evidence? evidence, string pointer)
    {
        if (evidence is null)
        {
            return;
        }

        _checks.Text(evidence.Expression, $"{pointer}/expression", FieldLimits.Expression);
        _checks.Text(evidence.Runbook, $"{pointer}/runbook", FieldLimits.Text);
        if (_checks.List(evidence.Steps, $"{pointer}/steps", FieldLimits.EvidenceItems))
        {
            for (var i = 0; i < evidence.Steps.Count; i++)
            {
                _checks.Text(evidence.Steps[i].Expression, $"{pointer}/steps/{i}/expression", FieldLimits.Expression);
                _checks.Text(evidence.Steps[i].Value, $"{pointer}/steps/{i}/value", FieldLimits.Text);
            }
        }

        if (_checks.List(evidence.Samples, $"{pointer}/samples", FieldLimits.EvidenceItems))
        {
            for (var i = 0; i < evidence.Samples.Count; i++)
            {
                Sample(evidence.Samples[i], $"{pointer}/samples/{i}");
            }
        }

        if (evidence.Packets is { } packets && _checks.List(packets, $"{pointer}/packets", FieldLimits.EvidencePackets))
        {
            for (var i = 0; i < packets.Count; i++)
            {
                Packet(packets[i], $"{pointer}/packets/{i}");
            }
        }
    }

    private void Packet(EvidencePacket packet, string pointer)
    {
        _checks.Text(packet.Interface, $"{pointer}/interface", FieldLimits.Value);
        _checks.Text(packet.Summary, $"{pointer}/summary", FieldLimits.Text);
        if (packet.Direction is not ("in" or "out" or "tried"))
        {
            _checks.Add($"{pointer}/direction", "expected one of in, out, tried");
        }

        if (packet.Octets is not { Length: <= FieldLimits.PacketOctets })
        {
            _checks.Add($"{pointer}/octets", $"expected at most {FieldLimits.PacketOctets} octets");
        }
    }

    private void Sample(EvidenceSample sample, string pointer)
    {
        _checks.Text(sample.Input, $"{pointer}/input", FieldLimits.Value);
        _checks.Text(sample.Metric, $"{pointer}/metric", FieldLimits.Value);
        _checks.Text(sample.Device, $"{pointer}/device", FieldLimits.Value);
        _checks.Text(sample.Source, $"{pointer}/source", FieldLimits.Value);
        _checks.Text(sample.Read, $"{pointer}/read", FieldLimits.Text);
        _checks.Text(sample.Value, $"{pointer}/value", FieldLimits.Text);
        if (sample.State is not ("present" or "missing" or "stale" or "failed"))
        {
            _checks.Add($"{pointer}/state", "expected one of present, missing, stale, failed");
        }

        if (sample.Reason is not null)
        {
            _checks.Text(sample.Reason, $"{pointer}/reason", FieldLimits.Text);
        }

        if (sample.Command is not null)
        {
            _checks.Text(sample.Command, $"{pointer}/command", FieldLimits.Text);
        }
    }
}
