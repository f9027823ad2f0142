using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Heuristics.Loading;

namespace RouterAlertAssurance.Heuristics.Tests.Loading;

/// <summary>Whatever a file contains, loading it gives a package or errors with places, and never throws.</summary>
public sealed class LoaderFuzz
{
    private const string Alphabet = "{}[]:,-?&*!|>'\"%@`# \n\t\\abc019.~=<\u0085\u2028é";

    private static readonly IReadOnlyList<(string Path, string Text)> Base = PackageFolder.Read(TestPackages.BaseFolder).Files;

    [Fact]
    public void Load_RandomBytes_NeverThrows() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => IsOutcome([("f.yaml", Encoding.Latin1.GetString(bytes))])).QuickCheckThrowOnFailure();

    [Fact]
    public void Load_RandomYamlCharacters_NeverThrows() =>
        Check(2000, random => [("f.yaml", new string([.. Enumerable.Range(0, random.Next(60)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]))]);

    [Fact]
    public void Load_MutatedPackage_NeverThrows() =>
        Check(150, random =>
        {
            var files = Base.ToArray();
            var target = random.Next(files.Length);
            var text = new StringBuilder(files[target].Text);
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                Mutate(text, random);
            }

            files[target] = (files[target].Path, text.ToString());
            return files;
        });

    [Fact]
    public void Load_MovedLines_NeverThrows() =>
        Check(100, random =>
        {
            var files = Base.ToArray();
            var target = random.Next(files.Length);
            var lines = files[target].Text.Split('\n').ToList();
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                Move(lines, random);
            }

            files[target] = (files[target].Path, string.Join('\n', lines));
            return files;
        });

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("{[")]
    [InlineData("a: {b: [")]
    public void Load_NestedAsDeepAsAFileCan_IsRefusedQuickly(string level)
    {
        foreach (var before in (string[])["", "package: ", "metrics:\n  a:\n    ", "requires: ", "profiles: {gold: "])
        {
            IsOutcome([("f.yaml", before + string.Concat(Enumerable.Repeat(level, 1_000_000 / level.Length)))]).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("KEY: 1")]
    [InlineData("requires: {KEY: '*'}")]
    [InlineData("requires: {a: '>=KEY'}")]
    [InlineData("profiles: {KEY: x}")]
    [InlineData("subservices: {KEY: {}}")]
    [InlineData("subservices: {t: {thresholds: {a: {value: 1, profiles: {KEY: 1}}}, parameters: [{name: a, type: text, pattern: KEY}]}}")]
    [InlineData("metrics: {m: {level: KEY, implementations: [{when: {KEY: [KEY, '>=KEY']}}]}}")]
    public void Load_HugeKeysAndValues_AreRefusedWithShortMessages(string text)
    {
        foreach (var size in (int[])[1_000, 100_000, 900_000])
        {
            var result = PackageLoader.Load([("f.yaml", text.Replace("KEY", new string('k', size / text.Split("KEY").Length), StringComparison.Ordinal))]);

            result.Package.ShouldBeNull();
            result.Errors.ShouldAllBe(error => error.Message.Length + error.Suggestion.Length < 1000);
        }
    }

    [Fact]
    public void Of_RandomRequirements_TakesExactlyWhatStandsOnNoLoop() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var names = Enumerable.Range(0, random.Next(1, 9)).Select(i => $"p{i}").ToList();
            var requires = names.ToDictionary(name => name, _ => names.Where(_ => random.Next(5) == 0).ToList());
            var build = CatalogBuild.Of(names.OrderBy(_ => random.Next()).Select(name => Source(name, requires[name])));
            var taken = build.Catalog.Packages.Select(loaded => loaded.Package.Name).ToHashSet();

            // The naive answer: what can be reached from a package in a loop, and what reaches one.
            var bad = names.Where(name => Reachable(name, requires).Any(other => Reachable(other, requires).Contains(other)) || Reachable(name, requires).Contains(name)).ToHashSet();
            return taken.SetEquals(names.Except(bad))
                && build.Refused.Select(refused => refused.Name).ToHashSet().SetEquals(bad)
                && build.Refused.All(refused => refused.Errors.Count > 0 && refused.Errors.All(error => error.Line == 4))
                && bad.Count > 0 == build.Refused.Any(refused => refused.Errors.Any(error => error.Message.StartsWith("packages require each other: ", StringComparison.Ordinal)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Of_ChainOfManyPackages_IsLoadedInItsOrder()
    {
        var names = Enumerable.Range(0, 500).Select(i => $"p{i}").ToList();

        var build = CatalogBuild.Of(names.Select((name, i) => Source(name, i + 1 < names.Count ? [names[i + 1]] : [])));

        build.Refused.ShouldBeEmpty();
        build.Catalog.WithRequired(["p0"]).Select(package => package.Name).ShouldBe(names.AsEnumerable().Reverse());
    }

    [Fact]
    public void Of_MutatedPackageOnTheBase_NeverThrows() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var upper = new StringBuilder("package: upper\nversion: 1.0.0\nrevision: 2026-01-31\nrequires: {base: \">=0.1.0 <1.0.0\"}\nprofiles: {own: Mine.}\n");
            Mutate(upper, random);
            Mutate(upper, random);
            var build = CatalogBuild.Of([new("base", Base), new("upper", [("p.yaml", upper.ToString())])]);
            return build.Refused.All(refused => refused.Errors.Count > 0) && build.Catalog.Packages.Count() + build.Refused.Count == 2;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void ToJson_RandomYamlCharacters_NeverThrows() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var text = "a: " + new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            var conversion = YamlDocuments.ToJson(text);
            return conversion.JsonText is null == conversion.Errors.Count > 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static void Check(int count, Func<Random, (string, string)[]> files) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => IsOutcome(files(new Random(seed)))).Check(Config.QuickThrowOnFailure.WithMaxTest(count));

    private static bool IsOutcome((string Path, string Text)[] files)
    {
        var result = PackageLoader.Load(files);
        return result.Package is null == result.Errors.Count > 0 && result.Errors.All(error => error.Message.Length > 0 && error.Suggestion.Length > 0 && error.Line >= 0);
    }

    private static PackageSource Source(string name, IReadOnlyList<string> requires) =>
        new(name, [("p.yaml", $"package: {name}\nversion: 1.0.0\nrevision: 2026-01-31\nrequires: {{{string.Join(", ", requires.Select(other => $"{other}: \"*\""))}}}\n")]);

    private static HashSet<string> Reachable(string start, Dictionary<string, List<string>> requires)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(requires[start]);
        while (waiting.TryDequeue(out var name))
        {
            if (reached.Add(name))
            {
                requires[name].ForEach(waiting.Enqueue);
            }
        }

        return reached;
    }

    private static void Move(List<string> lines, Random random)
    {
        var (at, to) = (random.Next(lines.Count), random.Next(lines.Count));
        switch (random.Next(4))
        {
            case 0:
                (lines[at], lines[to]) = (lines[to], lines[at]);
                break;
            case 1:
                lines.RemoveRange(at, Math.Min(random.Next(1, 10), lines.Count - at - 1));
                break;
            case 2:
                lines.Insert(to, lines[at]);
                break;
            default:
                lines[at] = new string(' ', random.Next(6)) + lines[at].TrimStart();
                break;
        }
    }

    private static void Mutate(StringBuilder text, Random random)
    {
        var at = random.Next(text.Length);
        var length = Math.Min(random.Next(1, 20), text.Length - at);
        switch (random.Next(3))
        {
            case 0:
                text.Remove(at, length);
                break;
            case 1:
                text.Insert(at, text.ToString(random.Next(text.Length - length), length));
                break;
            default:
                text[at] = Alphabet[random.Next(Alphabet.Length)];
                break;
        }
    }
}
