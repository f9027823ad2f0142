using System.Runtime.InteropServices;

namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>Texts by number: values, reasons, origins. Number 0 is the empty text. What is used no more is swept out by its owner.</summary>
internal sealed class TextPool
{
    private const int SmallestSweep = 4096;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly Stack<int> _free = new();
    private readonly List<string?> _texts = [""];
    private readonly List<int> _pinned = [0];
    private int _sweepAt = SmallestSweep;

    /// <summary>Whether there may be more waste than use; <see cref="Sweep"/> is worth its price then.</summary>
    public bool IsSweepDue => _numbers.Count >= _sweepAt;

    public string this[int number] => _texts[number] ?? "";

    public int NumberOf(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return 0;
        }

        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, text, out var exists);
        if (exists)
        {
            return number;
        }

        if (_free.TryPop(out number))
        {
            _texts[number] = text;
            return number;
        }

        number = _texts.Count;
        _texts.Add(text);
        return number;
    }

    /// <summary>The number of a text that stays for good.</summary>
    public int Pin(string text)
    {
        var number = NumberOf(text);
        _pinned.Add(number);
        return number;
    }

    /// <summary>Forgets all texts but those pinned and those marked.</summary>
    public void Sweep(Action<Action<int>> mark)
    {
        var kept = new bool[_texts.Count];
        _pinned.ForEach(number => kept[number] = true);
        mark(number => kept[number] = true);
        for (var number = 0; number < kept.Length; number++)
        {
            if (!kept[number] && _texts[number] is { } text)
            {
                _numbers.Remove(text);
                _texts[number] = null;
                _free.Push(number);
            }
        }

        _sweepAt = Math.Max(SmallestSweep, _numbers.Count * 2);
    }
}
