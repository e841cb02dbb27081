using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace VoiceGateway.Screens.DuerOs;

/// <summary>The certificates that Baidu signs with, from the one host where Baidu keeps them; looked at again every day.</summary>
internal sealed partial class BaiduCertificates(
    [FromKeyedServices(BaiduCertificates.Http)] HttpClient http, IOptions<DuerOsOptions> options, TimeProvider time, ILogger<BaiduCertificates> logger) : IDisposable
{
    public const string Http = "dueros";

    private const string Host = "duer.bdstatic.com";
    private const int MostKept = 16;
    private const int MostBytes = 64 * 1024;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<Uri, (X509Certificate2 Certificate, DateTimeOffset Until)> known = new();

    /// <param name="address">As the request names it.</param>
    /// <returns>Null where it is not Baidu's, not in force, not trusted, or cannot be had.</returns>
    public async Task<X509Certificate2?> FindAsync(string address, CancellationToken cancellation)
    {
        // https, the host and nothing else: no other port, no name of a user in front of it.
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url is not { Scheme: "https", IdnHost: Host, IsDefaultPort: true, UserInfo: "" })
        {
            Log.Stranger(logger);
            return null;
        }

        var now = time.GetUtcNow();
        if (known.TryGetValue(url, out var kept) && kept.Until > now)
        {
            return IsInForce(kept.Certificate, now) ? kept.Certificate : null;
        }

        if (await FetchAsync(url, cancellation) is not [var certificate, ..] chain || !IsInForce(certificate, now) || !IsTrusted(certificate, chain, now))
        {
            Log.NotTrusted(logger);
            return null;
        }

        if (known.Count >= MostKept)
        {
            known.Clear();
        }

        known[url] = (certificate, now + Kept);
        return certificate;
    }

    public void Dispose()
    {
        foreach (var (certificate, _) in known.Values)
        {
            certificate.Dispose();
        }
    }

    private async Task<X509Certificate2Collection> FetchAsync(Uri url, CancellationToken cancellation)
    {
        var chain = new X509Certificate2Collection();
        using var enough = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellation);
        try
        {
            var pem = await http.GetStringAsync(url, either.Token);
            chain.ImportFromPem(pem.Length <= MostBytes ? pem : "");
        }
        catch (Exception away) when (away is HttpRequestException or CryptographicException || (away is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            Log.NotFetched(logger, away.Message);
        }

        return chain;
    }

    private static bool IsInForce(X509Certificate2 certificate, DateTimeOffset now) =>
        certificate.NotBefore.ToUniversalTime() <= now.UtcDateTime && now.UtcDateTime <= certificate.NotAfter.ToUniversalTime();

    private bool IsTrusted(X509Certificate2 certificate, X509Certificate2Collection sent, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (options.Value.TrustedRoot.Length > 0)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(options.Value.TrustedRoot);
        }

        return chain.Build(certificate);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A DuerOS request names a certificate that does not lie with Baidu")]
        public static partial void Stranger(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A DuerOS request names a certificate that is not in force or not trusted")]
        public static partial void NotTrusted(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Baidu's certificate could not be fetched: {Reason}")]
        public static partial void NotFetched(ILogger logger, string reason);
    }
}
