using System.Diagnostics.Metrics;
using RouterAlertAssurance.Hosting.Metrics;

namespace RouterAlertAssurance.Collector;

/// <summary>What the collector counts of itself.</summary>
internal sealed class CollectorMeter : RaaMeter
{
    private readonly Counter<long> _events;
    private readonly Counter<long> _repeated;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _cleaned;

    public CollectorMeter()
        : base("Collector")
    {
        _events = Counter("events", "{event}", "Health events stored");
        _repeated = Counter("events.repeated", "{event}", "Health events that were stored already");
        _refused = Counter("batches.refused", "{batch}", "Batches not stored, by reason");
        _cleaned = Counter("rows.cleaned", "{row}", "Rows that retention and down-sampling removed, by kind");
    }

    public void Ingested(int fresh, int repeated)
    {
        _events.Add(fresh);
        _repeated.Add(repeated);
    }

    public void Refused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Cleaned(string kind, int rows) => _cleaned.Add(rows, new KeyValuePair<string, object?>("kind", kind));
}
