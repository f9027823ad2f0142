namespace RouterAlertAssurance.Expressions.Compilation;

/// <summary>The steps of a program in the order they are computed; equal steps are kept once.</summary>
internal sealed class InstructionSet
{
    private readonly Dictionary<Instruction, int> _indexes = [];
    private readonly List<Instruction> _instructions = [];
    private readonly List<string> _origins = [];

    public IReadOnlyList<Instruction> Instructions => _instructions;

    /// <summary>What each step was written as.</summary>
    public IReadOnlyList<string> Origins => _origins;

    public int Add(Instruction instruction, string origin)
    {
        if (_indexes.TryGetValue(instruction, out var known))
        {
            return known;
        }

        _indexes.Add(instruction, _instructions.Count);
        _instructions.Add(instruction);
        _origins.Add(origin);
        return _instructions.Count - 1;
    }
}
