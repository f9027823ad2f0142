using System.Globalization;

namespace RouterAlertAssurance.Heuristics.Packages;

/// <summary>
/// A version: up to four numbers and an optional pre-release, ordered as semver.org 2.0.0 says (section 11). Packages write three numbers; devices
/// report what they like, of which the leading numbers count.
/// </summary>
public sealed class SemanticVersion
{
    private const int MostNumbers = 4;
    private const int MostDigits = 9;

    private readonly int[] _numbers;

    private SemanticVersion(int[] numbers, string preRelease) => (_numbers, PreRelease) = (numbers, preRelease);

    /// <summary>What stands behind the dash; empty for a release.</summary>
    public string PreRelease { get; }

    public int Major => _numbers[0];

    /// <summary>A package's version: three numbers and an optional pre-release.</summary>
    public static bool TryParse(string text, out SemanticVersion version) => TryParse(text, 3, 3, out version);

    /// <summary>A version that leaves out numbers, which are zero then: <c>7</c>, <c>5.10</c>, <c>1.0.0-rc.1</c>.</summary>
    public static bool TryParseBound(string text, out SemanticVersion version) => TryParse(text, 1, MostNumbers, out version);

    /// <summary>What a device reports: the leading numbers of <c>6.1.0-18-amd64</c> or <c>17.3.4a</c>, whatever follows.</summary>
    public static bool TryParseDevice(string text, out SemanticVersion version)
    {
        ArgumentNullException.ThrowIfNull(text);
        var numbers = new List<int>();
        var rest = text.AsSpan();
        while (numbers.Count < MostNumbers)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9') is var end && end < 0 ? rest.Length : end;
            if (digits is 0 or > MostDigits)
            {
                break;
            }

            numbers.Add(int.Parse(rest[..digits], CultureInfo.InvariantCulture));
            rest = rest[digits..];
            if (rest is not ['.', ..])
            {
                break;
            }

            rest = rest[1..];
        }

        version = new([.. numbers], "");
        return numbers.Count > 0;
    }

    /// <summary>Whether both have the same numbers, missing ones being zero.</summary>
    public bool HasNumbersOf(SemanticVersion other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CompareNumbers(other) == 0;
    }

    /// <summary>Below zero when this version is before the other, above when it is behind.</summary>
    public int CompareWith(SemanticVersion other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CompareNumbers(other) is not 0 and var numbers ? numbers : ComparePreReleases(PreRelease, other.PreRelease);
    }

    public override string ToString() => string.Join('.', _numbers) + (PreRelease.Length == 0 ? "" : "-" + PreRelease);

    private static bool TryParse(string text, int fewest, int most, out SemanticVersion version)
    {
        ArgumentNullException.ThrowIfNull(text);
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var numbers = (dash < 0 ? text : text[..dash]).Split('.');
        var preRelease = dash < 0 ? "" : text[(dash + 1)..];
        var valid = numbers.Length >= fewest && numbers.Length <= most && numbers.All(IsNumber) && (dash < 0 || preRelease.Split('.').All(IsIdentifier));
        version = valid ? new([.. numbers.Select(number => int.Parse(number, CultureInfo.InvariantCulture))], preRelease) : new([0], "");
        return valid;
    }

    private static bool IsNumber(string text) => text.Length is > 0 and <= MostDigits && text.All(char.IsAsciiDigit);

    private static bool IsIdentifier(string text) => text.Length > 0 && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');

    private int Number(int index) => index < _numbers.Length ? _numbers[index] : 0;

    private int CompareNumbers(SemanticVersion other) =>
        Enumerable.Range(0, MostNumbers).Select(index => Number(index).CompareTo(other.Number(index))).FirstOrDefault(order => order != 0);

    private static int ComparePreReleases(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            // A release is above all its pre-releases.
            return (left.Length == 0).CompareTo(right.Length == 0);
        }

        var (ours, theirs) = (left.Split('.'), right.Split('.'));
        return ours.Zip(theirs, CompareIdentifiers).FirstOrDefault(order => order != 0) is not 0 and var order ? order : ours.Length.CompareTo(theirs.Length);
    }

    private static int CompareIdentifiers(string left, string right)
    {
        var (leftIsNumber, rightIsNumber) = (left.All(char.IsAsciiDigit), right.All(char.IsAsciiDigit));
        return leftIsNumber != rightIsNumber ? rightIsNumber.CompareTo(leftIsNumber)
            : leftIsNumber && WithoutZeros(left).Length.CompareTo(WithoutZeros(right).Length) is not 0 and var length ? length
            : string.CompareOrdinal(leftIsNumber ? WithoutZeros(left) : left, rightIsNumber ? WithoutZeros(right) : right);
    }

    private static string WithoutZeros(string digits) => digits.TrimStart('0');
}
