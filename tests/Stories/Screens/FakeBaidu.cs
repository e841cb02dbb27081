using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using VoiceGateway.Screens.DuerOs;

namespace Stories.Screens;

/// <summary>Baidu's platform, with a key pair and a certificate authority of the test's own, and the host that its certificates lie on.</summary>
internal sealed class FakeBaidu : HttpMessageHandler
{
    private const string Host = "https://duer.bdstatic.com";

    private readonly ConcurrentDictionary<string, int> fetched = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> certificates;
    private readonly RSA key = RSA.Create(2048);

    public FakeBaidu(DateTimeOffset now)
    {
        var year = TimeSpan.FromDays(365);
        using var authority = Authority("Test Root", now - year, now + year);
        using var stranger = Authority("Stranger", now - year, now + year);
        Root = authority.ExportCertificatePem();
        certificates = new(StringComparer.Ordinal)
        {
            ["signing.pem"] = Signing(authority, now - TimeSpan.FromDays(30), now + TimeSpan.FromDays(30)),
            ["expired.pem"] = Signing(authority, now - TimeSpan.FromDays(60), now - TimeSpan.FromDays(1)),
            ["stranger.pem"] = Signing(stranger, now - TimeSpan.FromDays(30), now + TimeSpan.FromDays(30)),
        };
    }

    /// <summary>PEM.</summary>
    public string Root { get; }

    public int Fetched(string certificate) => fetched.GetValueOrDefault(certificate);

    /// <summary>The hotline fetches certificates here.</summary>
    public void Join(IServiceCollection services) => services.AddKeyedSingleton(BaiduCertificates.Http, (_, _) => new HttpClient(this, disposeHandler: false));

    public async Task<JsonElement> PostAsync(Town town, string body)
    {
        var answer = await SendAsync(town, body, body, Host, "signing.pem");
        Assert.True(answer.TryGetProperty("response", out _), answer.GetRawText());
        return answer;
    }

    public async Task<bool> IsRefusedAsync(Town town, string body, string? signedBody = null, string certificateHost = Host, string certificate = "signing.pem", string? skill = null)
    {
        var sent = skill is null ? body : body.Replace(DuerOsRequests.Skill, skill, StringComparison.Ordinal);
        var answer = await SendAsync(town, sent, signedBody ?? sent, certificateHost, certificate);
        return answer.TryGetProperty("status", out var status) && status.GetInt32() == 1 && answer.GetProperty("msg").GetString() == "非法请求";
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var name = request.RequestUri!.Segments[^1];
        fetched.AddOrUpdate(name, 1, (_, times) => times + 1);
        var isThere = request.RequestUri.GetLeftPart(UriPartial.Authority) == Host && certificates.ContainsKey(name);
        return Task.FromResult(isThere
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(certificates[name]) }
            : new HttpResponseMessage(HttpStatusCode.NotFound));
    }

    protected override void Dispose(bool disposing)
    {
        key.Dispose();
        base.Dispose(disposing);
    }

    private async Task<JsonElement> SendAsync(Town town, string body, string signedBody, string host, string certificate)
    {
        // SHA-1 is what Baidu signs with.
        var signature = key.SignData(Encoding.UTF8.GetBytes(signedBody), HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/dueros") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("signature", Convert.ToBase64String(signature));
        request.Headers.Add("signaturecerturl", $"{host}/saiya/flow/{certificate}");
        using var answer = await town.Http.SendAsync(request);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static X509Certificate2 Authority(string name, DateTimeOffset from, DateTimeOffset until)
    {
        var request = new CertificateRequest($"CN={name}", RSA.Create(2048), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        return request.CreateSelfSigned(from, until);
    }

    private string Signing(X509Certificate2 authority, DateTimeOffset from, DateTimeOffset until)
    {
        var request = new CertificateRequest("CN=dueros.baidu.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.Create(authority, from, until, RandomNumberGenerator.GetBytes(8)).ExportCertificatePem();
    }
}
