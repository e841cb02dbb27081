using System.Security.Cryptography;
using System.Text;

namespace VoiceGateway.Screens.XiaoAi;

/// <summary>
/// <c>Authorization: MIAI-HmacSHA256-V1 keyId::hex</c>: HMAC-SHA256, with the secret out of its base64, over method, path, query,
/// X-Xiaomi-Date, host, content type and content MD5, each with a newline behind it.
/// </summary>
internal static class XiaoAiSignature
{
    public const string Scheme = "MIAI-HmacSHA256-V1";

    /// <param name="query">Without the question mark; empty where there is none.</param>
    /// <returns>Hexadecimal digits, small.</returns>
    public static string Of(string secret, string method, string path, string query, string date, string host, string contentType, string contentMd5) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(
            Convert.FromBase64String(secret),
            Encoding.UTF8.GetBytes($"{method}\n{path}\n{query}\n{date}\n{host}\n{contentType}\n{contentMd5}\n")));

    /// <summary>The header is of this key and this signature.</summary>
    public static bool Matches(string authorization, string keyId, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(authorization), Encoding.UTF8.GetBytes($"{Scheme} {keyId}::{signature}"));

    /// <summary>The MD5 that was signed is the body's; platforms write it in hexadecimal digits or in base64.</summary>
    public static bool IsBody(ReadOnlySpan<byte> body, string contentMd5)
    {
        // MD5 is what Xiaomi's scheme has; the HMAC over it is SHA-256.
#pragma warning disable CA5351
        var hash = MD5.HashData(body);
#pragma warning restore CA5351
        return contentMd5.Equals(Convert.ToHexString(hash), StringComparison.OrdinalIgnoreCase) || contentMd5 == Convert.ToBase64String(hash);
    }
}
