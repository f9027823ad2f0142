using System.Collections.Immutable;

namespace RouterAlertAssurance.Nftables.Rulesets;

/// <summary>What a match looks at, or what it compares with.</summary>
public abstract record NftValue;

/// <summary>A field of a header, by name.</summary>
public sealed record NftField(string Protocol, string Name) : NftValue;

/// <summary>Bits of a header.</summary>
/// <param name="Base"><c>ll</c>, <c>nh</c> or <c>th</c>: where the header begins.</param>
/// <param name="Offset">First bit.</param>
/// <param name="Length">Number of bits.</param>
public sealed record NftBits(string Base, int Offset, int Length) : NftValue;

/// <summary>An option of the IPv4 header: whether it is there, or a field of it.</summary>
public sealed record NftIpOption(string Name, string? Field) : NftValue;

/// <summary>An IPv6 extension header: whether it is there, or a field of it.</summary>
public sealed record NftExtensionHeader(string Name, string? Field) : NftValue;

/// <summary>Something beside the packet (<c>iifname</c>, <c>l4proto</c>).</summary>
public sealed record NftMeta(string Key) : NftValue;

/// <summary>Some bits of a value.</summary>
public sealed record NftMasked(NftValue Value, NftValue Mask) : NftValue;

public sealed record NftNumber(ulong Value) : NftValue;

public sealed record NftText(string Value) : NftValue;

/// <summary>Whether something exists.</summary>
public sealed record NftExists(bool Value) : NftValue;

public sealed record NftSet(ImmutableArray<NftValue> Elements) : NftValue;

/// <summary>A named set.</summary>
public sealed record NftSetReference(string Name) : NftValue;

public sealed record NftRange(NftValue First, NftValue Last) : NftValue;

public sealed record NftPrefix(string Address, int Length) : NftValue;

/// <summary>Something that is not known here.</summary>
public sealed record NftOther(string Text) : NftValue;
