using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Dispatch;
using Dispatch.Accounts;
using Dispatch.Ledger;
using Dispatch.Orders;
using Dispatch.Registry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Testing;
using VoiceGateway.Console.SignIn;
using VoiceGateway.Hosting;

namespace Browser.Console;

/// <summary>The house with its console on a Monday morning at nine, without ears and voice, and Debian's Chromium in front of it.</summary>
public sealed class ConsoleSite : IAsyncLifetime
{
    public const string Password = "qing-ming-shang-he";

    private readonly string folder = Directory.CreateTempSubdirectory("voicecare-console-").FullName;
    private readonly LoggedErrors errors = new();
    private readonly StringWriter output = new();
    private readonly FlowingTime clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8)));
    private readonly int port = FreePort();
    private RedisServer redis = null!;
    private WebApplication? host;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public Uri Address => new($"http://127.0.0.1:{port}");

    public IReadOnlyCollection<string> Errors => errors.All;

    /// <summary>What whoever started the house could read.</summary>
    public string StartOutput => output.ToString();

    public DateTimeOffset Now => clock.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        redis = await RedisServer.StartAsync();
        await StartAsync();
        // A loaded machine draws a page late; what never comes fails all the same.
        Assertions.SetDefaultExpectTimeout(30_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task StartAsync()
    {
        host = VoiceCareHost.Build(
            [$"--urls={Address}", $"--Data:Path={folder}", $"--Redis:Connection={redis.Connection}", "--Speech:Local=false"],
            builder =>
            {
                builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
                builder.Services.Replace(ServiceDescriptor.Singleton(new StartOutput(output)));
                builder.Logging.ClearProviders().AddProvider(errors);
            });
        await host.StartAsync();
    }

    /// <summary>The server goes down; open pages lose it.</summary>
    public async Task StopAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await host!.StopAsync(atOnce.Token);
        await host.DisposeAsync();
        host = null;
    }

    public T Inside<T>()
        where T : notnull => host!.Services.GetRequiredService<T>();

    /// <summary>Somebody with an account of their own, signed in with <see cref="Password"/>.</summary>
    public async Task<IPage> SignInAsync(string fullName, AccountRole role, string? operatorId = null, int width = 1280, int height = 720, string language = "zh-CN")
    {
        var name = await OpenAccountAsync(fullName, role, operatorId);
        var page = await OpenPageAsync(width, height, language);
        await page.GotoAsync("/console");
        await page.FillAsync("#name", name);
        await page.FillAsync("#password", Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/console/board");
        await page.Locator("nav.rail a").First.WaitForAsync();
        return page;
    }

    public async Task<string> OpenAccountAsync(string fullName, AccountRole role, string? operatorId = null)
    {
        var account = new Account { Name = $"u{Guid.NewGuid():N}"[..12], FullName = fullName, Role = role, OperatorId = operatorId, PasswordHash = "", OpenedAt = Now };
        Assert.True(await Inside<AccountBook>().OpenAsync(SignInDesk.WithPassword(Inside<IPasswordHasher<Account>>(), account, Password), "admin", CancellationToken.None));
        return account.Name;
    }

    /// <summary>Another browser, in which nobody is signed in yet.</summary>
    public async Task<IPage> OpenPageAsync(int width = 1280, int height = 720, string language = "zh-CN")
    {
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, BaseURL = Address.ToString(), Locale = language });
        return await context.NewPageAsync();
    }

    /// <summary>A tablet in an elder's room: fingers, no keyboard.</summary>
    public async Task<IPage> OpenTabletAsync()
    {
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 }, BaseURL = Address.ToString(), Locale = "zh-CN", HasTouch = true });
        return await context.NewPageAsync();
    }

    /// <summary>An elder of the sample town wants something.</summary>
    /// <param name="ahead">How far off the visit is.</param>
    public async Task<Order> PlaceAsync(string elderId, string service, TimeSpan ahead)
    {
        var elder = await Inside<ElderDirectory>().FindAsync(elderId, CancellationToken.None);
        var terms = new OrderTerms
        {
            RequestId = Guid.NewGuid().ToString("N"),
            Region = elder!.Region,
            ElderId = elder.Id,
            ElderName = elder.Name,
            ElderPhone = elder.Phones[0],
            Dialect = elder.Dialect,
            Service = service,
            From = Now + ahead,
            Until = Now + ahead + TimeSpan.FromHours(2),
            Address = elder.Address,
            Area = elder.Area,
            PriceFen = 8000,
            Payer = Payer.Self,
            Channel = "phone",
            ConversationId = "call-1",
        };
        return await Inside<DispatchDesk>().AcceptAsync(terms, "elder", CancellationToken.None) switch
        {
            PlaceOutcome.Placed placed => placed.Order,
            PlaceOutcome.Merged merged => merged.Order,
            var other => throw new InvalidOperationException($"not placed: {other}"),
        };
    }

    /// <summary>Who placed it, as the ledger has it.</summary>
    public async Task<string> AcceptedByAsync(Order order) =>
        OrderJson.Read((await Inside<EventLedger>().EventsOfAsync(order.Terms.Region, OrderJson.SubjectOf(order.Number), CancellationToken.None))[0]).By;

    /// <summary>Whoever is asked for an order writes back that they take it.</summary>
    public async Task VendorTakesAsync(string number)
    {
        var asked = await UntilAsync(async () => (await Inside<OrderBook>().FindAsync(number, CancellationToken.None))?.OpenOffer);
        var vendor = await Inside<VendorDirectory>().FindAsync(asked.VendorId, CancellationToken.None);
        using var http = new HttpClient { BaseAddress = Address };
        using var answer = await http.PostAsJsonAsync("/local/messages", new { id = Guid.NewGuid().ToString("N"), phone = vendor!.Phone, text = $"{asked.ReplyCode}接" });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Waits for a message to that phone with these words.</summary>
    public Task<string> GetsMessageAsync(string phone, string words) => UntilAsync(async () =>
    {
        using var http = new HttpClient { BaseAddress = Address };
        var page = await http.GetFromJsonAsync<JsonElement>("/local/messages");
        return page.GetProperty("messages").EnumerateArray()
            .Where(message => message.GetProperty("phone").GetString() == phone)
            .Select(message => message.GetProperty("text").GetString()!)
            .FirstOrDefault(text => text.Contains(words, StringComparison.Ordinal));
    });

    private static async Task<T> UntilAsync<T>(Func<Task<T?>> look)
        where T : class
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            if (await look() is { } found)
            {
                return found;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
        }
    }

    public static Task ShootAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "screenshots", $"console-{name}.png") });

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (host is not null)
        {
            await StopAsync();
        }

        await redis.DisposeAsync();
        await output.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The same one after a restart: open pages come back to it.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
