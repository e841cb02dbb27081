using System.Security.Cryptography;
using System.Text;

namespace VoiceGateway.Carriers.Aliyun;

/// <summary>Signature of a request by Aliyun's third method. Source: https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature</summary>
internal static class AliyunSignature
{
    private const string Algorithm = "ACS3-HMAC-SHA256";

    /// <param name="query">In order, escaped as in the address.</param>
    /// <param name="headers">host and everything that begins with x-acs-, in small letters.</param>
    /// <returns>Value of the header Authorization.</returns>
    public static string Authorization(string keyId, string secret, string method, string query, IReadOnlyDictionary<string, string> headers)
    {
        var inOrder = headers.OrderBy(header => header.Key, StringComparer.Ordinal).ToArray();
        var names = string.Join(';', inOrder.Select(header => header.Key));
        var canonical = $"{method}\n/\n{query}\n{string.Concat(inOrder.Select(header => $"{header.Key}:{header.Value}\n"))}\n{names}\n{headers["x-acs-content-sha256"]}";
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{Algorithm}\n{Hash(canonical)}"));
        return $"{Algorithm} Credential={keyId},SignedHeaders={names},Signature={Convert.ToHexStringLower(signature)}";
    }

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
