using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using VoiceGateway.Screens.Assistants;

namespace VoiceGateway.Screens.DuerOs;

/// <summary>
/// Lets in only what Baidu has signed, lately, and once: RSA with SHA-1 over the body as it came; the time stands in the body. What the
/// platform's own SDKs leave out, the certificate's dates and the request's time, is looked at here.
/// </summary>
internal sealed class SignedByBaidu(BaiduCertificates certificates, SeenRequests seen)
{
    /// <param name="body">As it came.</param>
    /// <param name="request">The same, read.</param>
    public async Task<bool> IsAsync(IHeaderDictionary headers, byte[] body, JsonElement request, CancellationToken cancellation)
    {
        var signature = headers["signature"].ToString();
        return await certificates.FindAsync(headers["signaturecerturl"].ToString(), cancellation) is { } certificate
            && IsSigned(certificate, body, signature)
            && long.TryParse(request.Text("request", "timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds < uint.MaxValue
            && await seen.IsNewAsync(DateTimeOffset.FromUnixTimeSeconds(seconds), signature, cancellation);
    }

    private static bool IsSigned(X509Certificate2 certificate, byte[] body, string signature)
    {
        var bytes = new byte[signature.Length];
        using var key = certificate.GetRSAPublicKey();
        // SHA-1 is what Baidu signs with; it has no other.
        return Convert.TryFromBase64String(signature, bytes, out var length) && length > 0 && key is not null
            && key.VerifyData(body, bytes.AsSpan(0, length), HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);
    }
}
