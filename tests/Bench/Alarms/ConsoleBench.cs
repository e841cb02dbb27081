using System.Collections.Concurrent;
using System.Globalization;
using DialogBot;
using DialogBot.Understanding;
using Dispatch;
using Dispatch.Accounts;
using Dispatch.Alarms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Testing;
using VoiceGateway.Console.SignIn;
using VoiceGateway.Hosting;

namespace Bench.Alarms;

/// <summary>
/// In the running house, from the moment that dangerous words are recognised: when the alarm is raised, when the first operator's phone rings,
/// and when a signed-in operator has it before their eyes, in Chromium on this machine.
/// </summary>
internal static class ConsoleBench
{
    private const int Times = 60;
    private const string Password = "qing-ming-shang-he";

    private const string WhenShown = """
        (words) => new Promise((shown) => {
          const look = () => {
            if (!document.body.textContent.includes(words)) return false;
            shown(performance.timeOrigin + performance.now());
            return true;
          };
          const observer = new MutationObserver(() => { if (look()) observer.disconnect(); });
          observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        })
        """;

    private static readonly TimeSpan Installed = TimeSpan.FromMilliseconds(200);

    public static async Task RunAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("voicecare-bench-").FullName;
        await using (var redis = await RedisServer.StartAsync("everysec"))
        {
            var carrier = new FakeCarrier();
            await using var house = await StartAsync(redis, folder, carrier, cancellation);
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = "/usr/bin/chromium",
                Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
            await MeasureAsync(house, await SignInAsync(house, browser), carrier, cancellation);
            await house.StopAsync(cancellation);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task MeasureAsync(WebApplication house, IPage page, FakeCarrier carrier, CancellationToken cancellation)
    {
        var (bot, desk) = (house.Services.GetRequiredService<Bot>(), house.Services.GetRequiredService<AlarmDesk>());
        var raisedAt = new ConcurrentDictionary<string, double>(StringComparer.Ordinal);
        var rungAt = new ConcurrentDictionary<string, double>(StringComparer.Ordinal);
        using var listening = desk.OnChange(alarm => raisedAt.TryAdd(alarm.Id, Now()));
        carrier.WhenRinging = call => rungAt.TryAdd(call.Call.Id[(call.Call.Id.LastIndexOf('/') + 1)..], Now());
        var (raised, ringing, shown) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < Times; i++)
        {
            var words = $"我摔倒了，爬不起来，{string.Create(CultureInfo.InvariantCulture, $"{i:D4}")}";
            var seen = page.EvaluateAsync<double>(WhenShown, words);
            await Task.Delay(Installed, TimeProvider.System, cancellation);
            var recognised = Now();
            await bot.HearAsync(new IncomingCall($"bench-{i}", $"1330000{i:D4}", IncomingCall.OnPhone, "guilin"), Utterance.Typed(words, "1"), cancellation);
            shown.Add(await seen - recognised);
            var alarm = desk.Open().Single();
            raised.Add(raisedAt[alarm.Id] - recognised);
            ringing.Add(rungAt[alarm.Id] - recognised);
            await desk.ResolveAsync(alarm.Id, "O01", "bench", cancellation);
        }

        Figures.Print("alarms.from_words.raised.first_of_the_process", raised[0], "ms");
        AlarmBench.Print("alarms.from_words.raised", raised);
        AlarmBench.Print("alarms.from_words.first_operator_ringing", ringing);
        AlarmBench.Print("alarms.from_words.shown_at_the_console", shown);
    }

    /// <summary>Milliseconds since 1970, as browsers count them.</summary>
    private static double Now() => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;

    private static async Task<WebApplication> StartAsync(RedisServer redis, string folder, FakeCarrier carrier, CancellationToken cancellation)
    {
        var house = VoiceCareHost.Build(
            ["--urls=http://127.0.0.1:0", $"--Data:Path={folder}", $"--Redis:Connection={redis.Connection}", "--Speech:Local=false"],
            builder =>
            {
                builder.Services.Replace(ServiceDescriptor.Singleton<IPhoneLine>(carrier));
                builder.Services.Replace(ServiceDescriptor.Singleton<ISmsSender>(carrier));
                builder.Services.Replace(ServiceDescriptor.Singleton(new StartOutput(TextWriter.Null)));
                builder.Logging.SetMinimumLevel(LogLevel.Error);
            });
        await house.StartAsync(cancellation);
        carrier.Desk = house.Services.GetRequiredService<DispatchDesk>();
        return house;
    }

    private static async Task<IPage> SignInAsync(WebApplication house, IBrowser browser)
    {
        var account = new Account
        {
            Name = "luo",
            FullName = "luo",
            Role = AccountRole.Operator,
            OperatorId = "O01",
            PasswordHash = "",
            OpenedAt = TimeProvider.System.GetUtcNow(),
        };
        var hasher = house.Services.GetRequiredService<IPasswordHasher<Account>>();
        await house.Services.GetRequiredService<AccountBook>().OpenAsync(SignInDesk.WithPassword(hasher, account, Password), "admin", CancellationToken.None);
        var address = house.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var page = await (await browser.NewContextAsync(new() { BaseURL = address, Locale = "zh-CN" })).NewPageAsync();
        await page.GotoAsync("/console");
        await page.FillAsync("#name", account.Name);
        await page.FillAsync("#password", Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/console/board");
        await page.Locator("#at-risk").WaitForAsync();
        return page;
    }
}
