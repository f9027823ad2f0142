using System.Collections.Frozen;

namespace RouterAlertAssurance.Agent.Sources.Frr;

/// <summary>Everything the source <c>frr</c> can be read for.</summary>
internal static class FrrVocabulary
{
    private static readonly FrozenDictionary<string, FrrRead> Reads =
        FrrIsis.Reads.Concat(FrrOspf.Reads).Concat(FrrBgp.Reads).Concat(FrrPim.Reads).ToFrozenDictionary(StringComparer.Ordinal);

    public static FrrRead? Find(string read) => Reads.GetValueOrDefault(read);
}
