using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RouterAlertAssurance.Probes.Control;

/// <summary>Authenticates requests and answers between initiator and responder with the task's key (HMAC-SHA256, RFC 2104) over method, path, time and body.</summary>
internal static class ProbeAuthentication
{
    /// <summary>Header with the time of a request, in milliseconds since 1970.</summary>
    public const string TimeHeader = "Raa-Probe-Time";

    /// <summary>Header with the code of a request or an answer, in hexadecimal digits.</summary>
    public const string CodeHeader = "Raa-Probe-Code";

    /// <summary>How far clocks may be apart.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);

    /// <summary>The code of a request.</summary>
    public static string CodeOf(ReadOnlyMemory<byte> key, string path, string time, ReadOnlySpan<byte> body) => Code(key, $"POST\n{path}\n{time}\n", body);

    /// <summary>The code of an answer: over that of the request too, so that no answer to another one can stand in for it.</summary>
    public static string CodeOfAnswer(ReadOnlyMemory<byte> key, string code, ReadOnlySpan<byte> body) => Code(key, $"answer\n{code}\n", body);

    /// <summary>Whether a request is from somebody who has the key, and of now.</summary>
    public static bool IsAuthentic(ReadOnlyMemory<byte> key, string path, string? time, string? code, ReadOnlySpan<byte> body, DateTimeOffset now) =>
        IsRight(CodeOf(key, path, time ?? "", body), code)
        && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && Math.Abs((decimal)milliseconds - now.ToUnixTimeMilliseconds()) <= (decimal)Tolerance.TotalMilliseconds;

    /// <summary>Compares two codes in a time that does not depend on where they differ.</summary>
    public static bool IsRight(string expected, string? given) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given ?? ""));

    private static string Code(ReadOnlyMemory<byte> key, string head, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Span);
        hash.AppendData(Encoding.UTF8.GetBytes(head));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
