using RouterAlertAssurance.Model.Health;

namespace RouterAlertAssurance.Engine;

/// <summary>An input of a subservice that has no value, with the symptom that says so and why.</summary>
internal sealed class MissingInput(Symptom symptom)
{
    private bool _isAwaited;

    public Symptom Symptom { get; private set; } = symptom;

    /// <summary>The reason its text gives; null when the text is one of before a restart.</summary>
    public string? Reason { get; private set; }

    public DateTimeOffset TextAt { get; private set; }

    /// <summary>Gives the symptom the text of the present reason.</summary>
    public void Say(string reason, string text, DateTimeOffset now)
    {
        (Reason, TextAt, _isAwaited) = (reason, now, false);
        Symptom = Symptom with { Text = text };
    }

    /// <summary>Asks once for a visit of the subservice when its text may change again.</summary>
    public void Await(int subservice, PriorityQueue<int, long> visits, DateTimeOffset due)
    {
        if (!_isAwaited)
        {
            _isAwaited = true;
            visits.Enqueue(subservice, due.UtcTicks);
        }
    }
}
