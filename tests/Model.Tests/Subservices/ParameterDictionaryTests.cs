using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Tests.Subservices;

public sealed class ParameterDictionaryTests
{
    [Fact]
    public void Of_AnyValues_IsWhatASortedDictionaryIs() => ForAll(values =>
    {
        var expected = new SortedDictionary<string, string>(values, StringComparer.Ordinal);

        var made = ParameterDictionary.Of(values);

        made.ShouldBe(expected);
        made.Keys.ShouldBe(expected.Keys);
        made.Values.ShouldBe(expected.Values);
        foreach (var (name, value) in expected)
        {
            made[name].ShouldBe(value);
            made.ContainsKey(name + "?").ShouldBe(expected.ContainsKey(name + "?"));
        }
    });

    [Fact]
    public void Equals_SameValuesInAnotherOrder_HoldsWithTheSameHash() => ForAll(values =>
    {
        var (one, other) = (ParameterDictionary.Of(values), ParameterDictionary.Of(values.Reverse()));

        one.Equals(other).ShouldBeTrue();
        one.GetHashCode().ShouldBe(other.GetHashCode());
    });

    [Fact]
    public void With_OtherValues_TakesThePlaceOfThose() => ForAll(values => ForAll(set =>
    {
        var expected = new Dictionary<string, string>(values);
        foreach (var (name, value) in set)
        {
            expected[name] = value;
        }

        ParameterDictionary.Of(values).With(set).Equals(ParameterDictionary.Of(expected)).ShouldBeTrue();
    }, tests: 5));

    [Fact]
    public void Equals_OtherValue_DoesNotHold()
    {
        var names = new ParameterNames(["device", "interface"]);
        var one = new ParameterDictionary(names, ["pe1", "eth0"]);

        one.Equals(new ParameterDictionary(names, ["pe1", "eth1"])).ShouldBeFalse();
        one.Equals(ParameterDictionary.Of([new("device", "pe1")])).ShouldBeFalse();
        one.Equals(ParameterDictionary.Of([new("interface", "eth0"), new("device", "pe1")])).ShouldBeTrue();
    }

    [Fact]
    public void Of_NameTwice_IsRefused()
    {
        Should.Throw<ArgumentException>(() => ParameterDictionary.Of([new("device", "a"), new("device", "b")])).Message.ShouldContain("twice");
        Should.Throw<ArgumentException>(() => new ParameterDictionary(new(["device"]), []));
        Should.Throw<KeyNotFoundException>(() => ParameterDictionary.Empty["device"]);
    }

    private static void ForAll(Action<Dictionary<string, string>> holds, int tests = 100) =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<Dictionary<NonNull<string>, NonNull<string>>>(),
            made => holds(made.ToDictionary(pair => pair.Key.Get, pair => pair.Value.Get)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(tests).WithQuietOnSuccess(true));
}
