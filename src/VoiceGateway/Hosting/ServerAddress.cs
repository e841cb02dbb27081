namespace VoiceGateway.Hosting;

/// <summary>The address of a server that this one asks.</summary>
internal static class ServerAddress
{
    /// <summary>Callers' words and voices go there: in the clear only within this machine.</summary>
    /// <returns>A sentence that says what to set; null where it can be used.</returns>
    public static string? Wrong(string setting, string address) =>
        !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")
            ? $"{setting} is '{address}': set it to an address like https://speech.example.cn/v1."
            : uri.UserInfo.Length > 0 ? $"{setting} holds a user's name or password: give the key by the environment or a file instead."
            : uri.Scheme == "http" && !IsNear(uri) ? $"{setting} is '{address}': what callers say must not cross a network in the clear; use https, or http within this machine or its own network."
            : null;

    private static bool IsNear(Uri uri) => uri.IsLoopback || IsPrivate(uri.Host) || !uri.Host.Contains('.', StringComparison.Ordinal);

    /// <summary>RFC 1918: a machine of the same house.</summary>
    private static bool IsPrivate(string host) =>
        System.Net.IPAddress.TryParse(host, out var address) && address.GetAddressBytes() is [10, _, _, _] or [192, 168, _, _] or [172, >= 16 and <= 31, _, _];
}
