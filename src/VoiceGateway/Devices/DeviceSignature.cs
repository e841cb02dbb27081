using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VoiceGateway.Devices;

/// <summary>HMAC-SHA256 over <c>device\ntimestamp\nnonce\n</c> and the body, with the device's key; lower-case hex.</summary>
internal static class DeviceSignature
{
    public static string Of(string key, string device, long timestamp, string nonce, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{device}\n{timestamp}\n{nonce}\n"));
        byte[] signed = [.. head, .. body];
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), signed));
    }

    public static bool IsRight(string expected, string given) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(given.ToLowerInvariant()));
}
