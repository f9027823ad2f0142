using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Heuristics.Templates;

namespace RouterAlertAssurance.Engine;

/// <summary>
/// What all subservices of one type have in common: its expressions with the places of their inputs and constants. Made once for each type.
/// </summary>
public sealed class TypePlan
{
    private static readonly ConditionalWeakTable<NodeType, TypePlan> Known = [];

    private TypePlan(NodeType type)
    {
        Type = type;
        var expressions = type.Symptoms.SelectMany(symptom => symptom.Expressions).ToList();
        InputNames = [.. type.Inputs.Keys.Union(expressions.SelectMany(expression => expression.InputNames), StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        ConstantNames = [.. expressions.SelectMany(expression => expression.ConstantNames).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Declarations = [.. InputNames.Select(name => DeclarationOf(expressions, name))];
        MissingIds = [.. InputNames.Select(name => $"{type.Package}/{type.Name}.input-missing/{name}")];
        RequiredInputs = [.. InputNames.Select(name => type.Inputs[name].Required)];
        var symptoms = ImmutableArray.CreateBuilder<SymptomPlan>(type.Symptoms.Count);
        foreach (var symptom in type.Symptoms)
        {
            symptoms.Add(new SymptomPlan(this, symptom, HandleCount));
            HandleCount = symptoms[^1].EndHandle;
        }

        Symptoms = symptoms.MoveToImmutable();
    }

    public NodeType Type { get; }

    /// <summary>The inputs in the order in which a subservice is given them.</summary>
    public ImmutableArray<string> InputNames { get; }

    /// <summary>The constants in the order in which a subservice is given them.</summary>
    public ImmutableArray<string> ConstantNames { get; }

    /// <summary>What the expressions take each input for, in the same order.</summary>
    internal ImmutableArray<InputDeclaration> Declarations { get; }

    /// <summary>Identifiers of the symptoms that tell of a missing input, in the same order.</summary>
    internal ImmutableArray<string> MissingIds { get; }

    /// <summary>Whether the subservice's own score is unknown without an input, in the same order.</summary>
    internal ImmutableArray<bool> RequiredInputs { get; }

    internal ImmutableArray<SymptomPlan> Symptoms { get; }

    /// <summary>How many expressions a subservice has in the computation graph.</summary>
    internal int HandleCount { get; }

    /// <summary>The plan of a type; the same object for the same type.</summary>
    public static TypePlan Of(NodeType type) => Known.GetValue(type, static type => new TypePlan(type));

    private static InputDeclaration DeclarationOf(List<CompiledExpression> expressions, string name) =>
        expressions.Select(expression => expression.DeclarationOf(name)).FirstOrDefault(declaration => declaration is not null)
        ?? new InputDeclaration(name, ExpressionValueType.Number, "", InputKind.Gauge);
}

/// <summary>A symptom with its expressions.</summary>
internal sealed class SymptomPlan
{
    public SymptomPlan(TypePlan type, SymptomDefinition definition, int firstHandle)
    {
        FirstHandle = firstHandle;
        Definition = definition;
        When = new ExpressionPlan(type, definition.When);
        Weight = definition.WeightExpression is { } weight ? new ExpressionPlan(type, weight) : null;
        Text = Template.Parse(definition.Text);
        Texts = [.. definition.TextExpressions.Select(pair => (pair.Key, new ExpressionPlan(type, pair.Value)))];
    }

    public SymptomDefinition Definition { get; }

    /// <summary>Where the subservice keeps the condition in the graph; after it the weight, if there is an expression for it, and those of the text.</summary>
    public int FirstHandle { get; }

    public int FirstText => FirstHandle + (Weight is null ? 1 : 2);

    public int EndHandle => FirstText + Texts.Length;

    public ExpressionPlan When { get; }

    public ExpressionPlan? Weight { get; }

    public Template Text { get; }

    /// <summary>The expressions of the text, by what is written in its braces.</summary>
    public ImmutableArray<(string Text, ExpressionPlan Expression)> Texts { get; }

    /// <summary>The identifier of the symptom of a series; of a symptom without series, <see cref="SeriesKey.None"/> gives the glossary's.</summary>
    public string IdOf(SeriesKey key) =>
        key.Values.IsEmpty ? Definition.Id : Definition.Id + "/" + string.Join('/', key.Values.Select(Uri.EscapeDataString));

    /// <summary>The series of an identifier that <see cref="IdOf"/> made; null when it is not of this symptom.</summary>
    public SeriesKey? KeyOf(string id)
    {
        if (Definition.ForEach.IsEmpty)
        {
            return id == Definition.Id ? SeriesKey.None : null;
        }

        return id.StartsWith(Definition.Id + "/", StringComparison.Ordinal)
            ? new SeriesKey([.. id[(Definition.Id.Length + 1)..].Split('/').Select(Uri.UnescapeDataString)])
            : null;
    }
}

/// <summary>An expression with the places of its inputs and constants among those of the type.</summary>
internal sealed class ExpressionPlan(TypePlan type, CompiledExpression expression)
{
    private readonly ImmutableArray<int> _inputs = [.. expression.InputNames.Select(name => type.InputNames.IndexOf(name))];
    private readonly ImmutableArray<int> _constants = [.. expression.ConstantNames.Select(name => type.ConstantNames.IndexOf(name))];

    public CompiledExpression Expression { get; } = expression;

    /// <summary>Picks the expression's inputs out of those of a subservice.</summary>
    public ReadOnlySpan<int> Inputs(ReadOnlySpan<int> all, Span<int> buffer)
    {
        for (var i = 0; i < _inputs.Length; i++)
        {
            buffer[i] = all[_inputs[i]];
        }

        return buffer[.._inputs.Length];
    }

    public ReadOnlySpan<ExpressionConstant> Constants(ReadOnlySpan<ExpressionConstant> all, Span<ExpressionConstant> buffer)
    {
        for (var i = 0; i < _constants.Length; i++)
        {
            buffer[i] = all[_constants[i]];
        }

        return buffer[.._constants.Length];
    }
}
