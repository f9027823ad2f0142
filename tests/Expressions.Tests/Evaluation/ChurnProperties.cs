namespace RouterAlertAssurance.Expressions.Tests.Evaluation;

/// <summary>Expressions come and go beside others.</summary>
public sealed class ChurnProperties
{
    [Fact]
    public void Values_OthersComeAndGo_AreTheSame() => Seeds.Check(80, seed =>
    {
        var timeline = new RandomTimeline(new Random(seed));
        var texts = new RandomTexts(timeline.Random);
        var quiet = new Subject();
        var busy = new Subject();
        for (var i = 0; i < 4; i++)
        {
            var expression = Scopes.CompileSeries(texts.Any(3));
            quiet.Add(expression);
            busy.Add(expression);
        }

        var passing = new Queue<ExpressionHandle>();
        for (var step = 0; step < 50; step++)
        {
            foreach (var happening in timeline.Next())
            {
                happening.Apply(quiet.Graph, quiet.Inputs);
                Disturb(busy, passing, texts, timeline.Random);
                happening.Apply(busy.Graph, busy.Inputs);
            }

            quiet.Graph.Update();
            busy.Graph.Update();
            busy.Values().ShouldBe(quiet.Values(), $"{seed}: {string.Join("; ", quiet.Texts)}");
        }

        RemoveAll(busy, passing);
    });

    private static void Disturb(Subject subject, Queue<ExpressionHandle> passing, RandomTexts texts, Random random)
    {
        if (random.Next(2) == 0)
        {
            passing.Enqueue(subject.AddUnseen(Scopes.CompileSeries(texts.Any(3))));
        }

        if (passing.Count > 3 || (passing.Count > 0 && random.Next(3) == 0))
        {
            subject.Graph.Remove(passing.Dequeue());
        }

        if (random.Next(5) == 0)
        {
            subject.Graph.RemoveInput(subject.Graph.AddInput(Scopes.Families[0] with { Name = "other" }));
        }
    }

    private static void RemoveAll(Subject subject, Queue<ExpressionHandle> passing)
    {
        subject.Handles.Concat(passing).ToList().ForEach(handle => subject.Graph.Remove(handle));
        subject.Graph.Update();

        subject.Graph.NodeCount.ShouldBe(0);
        subject.Graph.WindowSampleCount.ShouldBe(0);
        foreach (var input in subject.Inputs.Values)
        {
            subject.Graph.RemoveInput(input);
        }

        subject.Graph.InputCount.ShouldBe(0);
    }

    private sealed class Subject
    {
        public Subject() => Inputs = Scopes.WithSeries.Inputs.Values.ToDictionary(input => input.Name, input => Graph.AddInput(input));

        public ComputationGraph Graph { get; } = new();

        public Dictionary<string, int> Inputs { get; }

        public List<ExpressionHandle> Handles { get; } = [];

        public List<string> Texts { get; } = [];

        public void Add(CompiledExpression expression)
        {
            Texts.Add(expression.Text);
            Handles.Add(AddUnseen(expression));
        }

        public ExpressionHandle AddUnseen(CompiledExpression expression) =>
            Graph.Add(expression, [.. expression.InputNames.Select(name => Inputs[name])]);

        public IEnumerable<string> Values() => Handles.SelectMany((handle, i) => Graph.ReadSeries(handle).Select(pair =>
            $"{i} {pair.Key} {pair.Value.State} {pair.Value.Number:R} {pair.Value.Text} {pair.Value.Reason}"));
    }
}
