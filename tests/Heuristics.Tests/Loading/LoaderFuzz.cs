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
        return result.Package is null == result.Errors.Count > 0 && result.Errors.All(error => error.Message.Length > 0 && error.Line >= 0);
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
