namespace RouterAlertAssurance.Expressions.Compilation;

/// <summary>Instructions in topological order, every distinct one once.</summary>
internal sealed class InstructionSet
{
    private readonly Dictionary<Instruction, int> _indexes = [];
    private readonly List<Instruction> _instructions = [];
    private readonly List<string> _origins = [];

    public IReadOnlyList<Instruction> Instructions => _instructions;

    /// <summary>The text each instruction was first seen with; named when the instruction cannot be computed.</summary>
    public IReadOnlyList<string> Origins => _origins;

    /// <summary>The index of an equal instruction, which is added when there is none.</summary>
    public int Add(in Instruction instruction, string origin)
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

    /// <summary>Adds all of another set; the answer maps its indexes to those of this set.</summary>
    public int[] Merge(InstructionSet other)
    {
        var map = new int[other._instructions.Count];
        for (var i = 0; i < map.Length; i++)
        {
            var instruction = other._instructions[i];
            map[i] = Add(
                instruction with
                {
                    Left = instruction.Left < 0 ? -1 : map[instruction.Left],
                    Right = instruction.Right < 0 ? -1 : map[instruction.Right],
                },
                other._origins[i]);
        }

        return map;
    }
}
