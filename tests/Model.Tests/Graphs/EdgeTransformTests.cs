using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Tests.Support;

namespace RouterAlertAssurance.Model.Tests.Graphs;

public sealed class EdgeTransformTests
{
    [Theory]
    [InlineData("0:50 100:100", 0, 50)]
    [InlineData("0:50 100:100", 1, 50)]
    [InlineData("0:50 100:100", 2, 51)]
    [InlineData("0:50 100:100", 99, 99)]
    [InlineData("0:50 100:100", 100, 100)]
    [InlineData("0:0 30:10 60:10 100:100", 15, 5)]
    [InlineData("0:0 30:10 60:10 100:100", 30, 10)]
    [InlineData("0:0 30:10 60:10 100:100", 59, 10)]
    [InlineData("0:0 30:10 60:10 100:100", 80, 55)]
    [InlineData("0:100 100:100", 0, 100)]
    public void Apply_Value_LiesOnTheLineBetweenThePointsRoundedDown(string transform, int value, int expected) =>
        Build.Transform(transform).Apply(value).ShouldBe(expected);

    [Fact]
    public void Apply_AnyTransform_NeverFallsAndKeepsHealthy() => RandomNetworks.Hold(RandomNetworks.Seeds, seed =>
    {
        var transform = RandomNetworks.Transform(new Random(seed));
        transform.Apply(100).ShouldBe(100);
        for (var value = 1; value <= 100; value++)
        {
            transform.Apply(value).ShouldBeGreaterThanOrEqualTo(transform.Apply(value - 1));
        }

        transform.Points.ShouldAllBe(point => transform.Apply(point.Input) == point.Output);
    });

    [Fact]
    public void ToString_AnyTransform_ParsesToAnEqualOne() => RandomNetworks.Hold(RandomNetworks.Seeds, seed =>
    {
        var transform = RandomNetworks.Transform(new Random(seed));

        var again = Build.Transform(transform.ToString());

        again.ShouldBe(transform);
        again.GetHashCode().ShouldBe(transform.GetHashCode());
    });

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("100:100")]
    [InlineData("0:50")]
    [InlineData("0:50 100:99")]
    [InlineData("0:50 100:101")]
    [InlineData("0:50 101:100")]
    [InlineData("10:50 100:100")]
    [InlineData("0:50 60:40 100:100")]
    [InlineData("0:50 60:60 60:70 100:100")]
    [InlineData("0:50 70:60 60:70 100:100")]
    [InlineData("-1:0 100:100")]
    [InlineData("0:+5 100:100")]
    [InlineData("0:5.5 100:100")]
    [InlineData("0:50:60 100:100")]
    [InlineData("0 100")]
    [InlineData("0:0\t100:100")]
    public void TryParse_Wrong_IsRefused(string? text)
    {
        EdgeTransform.TryParse(text, out var transform).ShouldBeFalse();
        transform.ShouldBeNull();
    }

    [Fact]
    public void TryParse_MorePointsThanInputs_IsRefused() =>
        EdgeTransform.TryParse(string.Join(' ', Enumerable.Repeat("0:0", 100_000)), out _).ShouldBeFalse();

    [Fact]
    public void Check_SeveralMistakes_AreAllToldWithTheirPoint() =>
        EdgeTransform.Check([new(10, 50), new(50, 40), new(90, 90)]).Select(problem => problem.Index).ShouldBe([0, 1, 2]);

    [Fact]
    public void Constructor_WrongPoints_Throws() =>
        Should.Throw<ArgumentException>(() => new EdgeTransform([new(0, 0)])).Message.ShouldContain("100 to 100");

    [Fact]
    public void Apply_InformationalEdgeWithTransform_IsRefused()
    {
        var edge = Build.Informed("b") with { Transform = Build.Transform("0:50 100:100") };

        var result = AssuranceGraph.Empty.Apply(new([Build.Node("a", edge), Build.Node("b")], []), Network.Now);

        result.Refusals.ShouldHaveSingleItem().Kind.ShouldBe(GraphRefusalKind.InvalidTransform);
    }

    [Fact]
    public void Apply_OtherTransform_IsAStructuralChange()
    {
        var graph = Build.Graph(Build.Node("a", Build.Through("b", "0:50 100:100")), Build.Node("b"));

        var same = graph.Apply(new([Build.Node("a", Build.Through("b", "0:50 100:100"))], []), Network.Now);
        var other = graph.Apply(new([Build.Node("a", Build.Through("b", "0:60 100:100"))], []), Network.Now);

        same.HasChanges.ShouldBeFalse();
        other.Changed.ShouldBe([Build.Id("a")]);
        other.Graph.LastChange.ShouldBe(Network.Now);
    }
}
