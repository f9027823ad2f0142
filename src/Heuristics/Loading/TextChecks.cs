using System.Buffers;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Texts hold no control characters: YAML keeps them out of files, and lets escape sequences such as <c>"\0"</c> bring them in.</summary>
internal static class TextChecks
{
    private static readonly SearchValues<char> Refused = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(character => char.IsControl(character) && character is not ('\t' or '\n' or '\r'))]);

    public static void Check(SourceNode node, ErrorList errors)
    {
        switch (node)
        {
            case SourceScalar scalar:
                CheckScalar(scalar, errors);
                break;
            case SourceSequence sequence:
                foreach (var item in sequence.Items)
                {
                    Check(item, errors);
                }

                break;
            case SourceMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    CheckScalar(entry.Key, errors);
                    Check(entry.Value, errors);
                }

                break;
        }
    }

    private static void CheckScalar(SourceScalar scalar, ErrorList errors)
    {
        var at = scalar.Value.AsSpan().IndexOfAny(Refused);
        if (at >= 0)
        {
            errors.AddInside(scalar, at, $"control character U+{(int)scalar.Value[at]:X4}", "leave it out; texts are shown as they are");
        }
    }
}
