using System.Numerics;

namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>The nodes that must be computed again, taken out from the lowest index up, which is topological order.</summary>
internal sealed class DirtySet(int count)
{
    private const int BitsPerWord = 64;
    private readonly ulong[] _words = new ulong[(count + BitsPerWord - 1) / BitsPerWord];
    private int _first;

    public void Add(int index)
    {
        var word = index / BitsPerWord;
        _words[word] |= 1UL << (index % BitsPerWord);
        _first = Math.Min(_first, word);
    }

    /// <summary>Takes the lowest node out; false when none is left.</summary>
    public bool TryTake(out int index)
    {
        for (; _first < _words.Length; _first++)
        {
            if (_words[_first] != 0)
            {
                var bit = BitOperations.TrailingZeroCount(_words[_first]);
                _words[_first] &= ~(1UL << bit);
                index = (_first * BitsPerWord) + bit;
                return true;
            }
        }

        index = -1;
        return false;
    }
}
