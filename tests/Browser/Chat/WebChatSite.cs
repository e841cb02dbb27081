using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Testing;
using VoiceGateway.Hosting;

namespace Browser.Chat;

/// <summary>
/// The hotline with a secret for Direct Line, and beside it, on an address of its own as families' sites have, a page with Microsoft's Web
/// Chat from npm.
/// </summary>
public sealed class WebChatSite : IAsyncLifetime
{
    private const string Package = "botframework-webchat@4.18.1";
    private const string Secret = "a-secret-of-the-test-with-40-characters!";

    private readonly string folder = Directory.CreateTempSubdirectory("voicecare-webchat-").FullName;
    private readonly LoggedErrors errors = new();
    private RedisServer redis = null!;
    private WebApplication hotline = null!;
    private WebApplication page = null!;

    public Uri Page => AddressOf(page);

    public IReadOnlyCollection<string> Errors => errors.All;

    public T Inside<T>()
        where T : notnull => hotline.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        redis = await RedisServer.StartAsync();
        var secrets = Directory.CreateDirectory(Path.Combine(folder, "secrets")).FullName;
        await File.WriteAllTextAsync(Path.Combine(secrets, "DirectLine__Secret"), Secret);
        hotline = VoiceCareHost.Build(
            ["--urls=http://127.0.0.1:0", $"--Data:Path={folder}", $"--Redis:Connection={redis.Connection}", "--Speech:Local=false", $"--Secrets:Path={secrets}"],
            builder =>
            {
                builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new FlowingTime(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8)))));
                builder.Logging.ClearProviders().AddProvider(errors);
            });
        await hotline.StartAsync();

        var bundle = await BundleAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        page = builder.Build();
        page.MapGet("/webchat.js", () => Results.File(bundle, "text/javascript"));
        page.MapGet("/", async () => Results.Content(Html(await TokenAsync()), "text/html; charset=utf-8"));
        await page.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await page.DisposeAsync();
        await hotline.StopAsync();
        await hotline.DisposeAsync();
        await redis.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What the server of a family's site does: the secret never comes into the page.</summary>
    private async Task<string> TokenAsync()
    {
        using var http = new HttpClient { BaseAddress = AddressOf(hotline) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Secret);
        using var answer = await http.PostAsJsonAsync("/v3/directline/tokens/generate", new { user = new { id = "dl_daughter" } });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }

    private string Html(string token) => $$"""
        <!doctype html>
        <html lang="zh-CN"><meta charset="utf-8"><title>chat</title><link rel="icon" href="data:,">
        <style>html, body, #chat { height: 100%; margin: 0 }</style>
        <div id="chat"></div>
        <script src="/webchat.js"></script>
        <script>
          WebChat.renderWebChat({
            directLine: WebChat.createDirectLine({ domain: "{{AddressOf(hotline)}}v3/directline", token: "{{token}}" }),
            userID: "dl_daughter", locale: "zh-CN", styleOptions: { hideUploadButton: true },
          }, document.getElementById("chat"));
        </script>
        """;

    private static Uri AddressOf(WebApplication app) => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>The package alone, for its bundle needs no other; kept for the next run.</summary>
    private static async Task<string> BundleAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"voicecare-{Package.Replace('@', '-')}")).FullName;
        var bundle = Path.Combine(folder, "package", "dist", "webchat.js");
        if (!File.Exists(bundle))
        {
            await RunAsync(folder, "npm", "pack", Package, "--silent");
            await RunAsync(folder, "tar", "xzf", $"{Package.Replace('@', '-')}.tgz");
        }

        return bundle;
    }

    private static async Task RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} could not fetch {Package}");
    }
}
