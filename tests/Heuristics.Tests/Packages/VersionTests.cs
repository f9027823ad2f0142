using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Tests.Packages;

public sealed class VersionTests
{
    // The order semver.org 2.0.0 gives in section 11, and more.
    private static readonly string[] Ascending =
    [
        "0.9.0", "1.0.0-0", "1.0.0-2", "1.0.0-10", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1",
        "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0",
    ];

    [Fact]
    public void CompareWith_VersionsOfTheSpecification_AreInItsOrder()
    {
        foreach (var (left, i) in Ascending.Select((text, index) => (Version(text), index)))
        {
            foreach (var (right, j) in Ascending.Select((text, index) => (Version(text), index)))
            {
                Math.Sign(left.CompareWith(right)).ShouldBe(i.CompareTo(j), $"{left} and {right}");
            }
        }
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1.0.0.0")]
    [InlineData("1.0.x")]
    [InlineData("v1.0.0")]
    [InlineData("1.0.0-")]
    [InlineData("1.0.0-a..b")]
    [InlineData("1.0.1234567890")]
    [InlineData("-1.0.0")]
    [InlineData("")]
    public void TryParse_OtherText_IsNoVersion(string text) => SemanticVersion.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("6.1.0-18-amd64", "6.1.0")]
    [InlineData("17.3.4a", "17.3.4")]
    [InlineData("21.4R3-S5", "21.4")]
    [InlineData("7", "7")]
    [InlineData("5.", "5")]
    [InlineData("1.2.3.4.5", "1.2.3.4")]
    [InlineData("unknown", null)]
    [InlineData("", null)]
    [InlineData("99999999999", null)]
    public void TryParseDevice_WhatDevicesReport_TakesTheLeadingNumbers(string text, string? expected) =>
        (SemanticVersion.TryParseDevice(text, out var version) ? version.ToString() : null).ShouldBe(expected);

    [Theory]
    [InlineData(">=0.1.0 <1.0.0", "0.1.0", true)]
    [InlineData(">=0.1.0 <1.0.0", "0.99.9", true)]
    [InlineData(">=0.1.0 <1.0.0", "1.0.0", false)]
    [InlineData(">=0.1.0 <1.0.0", "1.0.0-rc.1", false)]
    [InlineData(">=1.0.0-rc.1 <2.0.0", "1.0.0-rc.2", true)]
    [InlineData(">=1.0.0-rc.1 <2.0.0", "1.0.1-rc.2", false)]
    [InlineData("*", "3.2.1", true)]
    [InlineData("*", "3.2.1-a", false)]
    [InlineData("1.2.0", "1.2.0", true)]
    [InlineData("=1.2", "1.2.0", true)]
    [InlineData("1.2.0", "1.2.1", false)]
    [InlineData(">1.2 <=1.3", "1.2.0", false)]
    [InlineData("  >1.2   <=1.3 ", "1.3.0", true)]
    public void Contains_Range_SaysWhetherTheVersionWillDo(string range, string version, bool expected)
    {
        VersionRange.TryParse(range, out var parsed).ShouldBeTrue();
        parsed.Contains(Version(version)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(">")]
    [InlineData(">= 1.0.0")]
    [InlineData("1.0.0 - 2.0.0")]
    [InlineData("^1.0.0")]
    [InlineData("1 || 2")]
    [InlineData("1 2 3 4 5 6 7 8 9")]
    [InlineData("=>1.0")]
    public void TryParse_OtherText_IsNoRange(string text) => VersionRange.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void CompatibleWith_AVersion_EndsBeforeTheNextMajorOne()
    {
        VersionRange.CompatibleWith(Version("0.1.0")).ToString().ShouldBe(">=0.1.0 <1.0.0");
        VersionRange.CompatibleWith(Version("2.3.4")).ToString().ShouldBe(">=2.3.4 <3.0.0");
    }

    [Fact]
    public void TryParse_AnyText_IsARangeThatReadsBackOrNone()
    {
        var character = Gen.Elements("<>=*. -019ax\t".ToCharArray());
        Prop.ForAll(character.ArrayOf().Select(characters => new string(characters)).ToArbitrary(), text =>
        {
            if (!VersionRange.TryParse(text, out var range))
            {
                return range.Equals(VersionRange.Any);
            }

            return VersionRange.TryParse(range.ToString(), out var again) && again.Equals(range)
                && (!SemanticVersion.TryParseDevice(text, out var version) || range.Contains(version) || !range.Contains(version));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public void CompareWith_AnyVersions_IsAnOrder() =>
        Prop.ForAll(Versions().Three().ToArbitrary(), versions =>
        {
            var (a, b, c) = versions;
            return Math.Sign(a.CompareWith(b)) == -Math.Sign(b.CompareWith(a))
                && a.CompareWith(a) == 0
                && (a.CompareWith(b) > 0 || b.CompareWith(c) > 0 || a.CompareWith(c) <= 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static Gen<SemanticVersion> Versions() =>
        from numbers in Gen.Choose(0, 2).Three()
        from suffix in Gen.Elements("", "", "-a", "-1", "-02", "-a.1", "-a.b", "-10")
        select Version($"{numbers.Item1}.{numbers.Item2}.{numbers.Item3}{suffix}");

    private static SemanticVersion Version(string text)
    {
        SemanticVersion.TryParse(text, out var version).ShouldBeTrue(text);
        return version;
    }
}
