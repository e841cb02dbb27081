using Dispatch.Accounts;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using VoiceGateway.Console.Accounts;
using VoiceGateway.Console.Calls;
using VoiceGateway.Console.Layout;
using VoiceGateway.Console.Orders;
using VoiceGateway.Console.Screens;
using VoiceGateway.Console.SignIn;
using VoiceGateway.Console.Wording;
using VoiceGateway.Hosting;

namespace VoiceGateway.Console;

/// <summary>The operators' console at /console: Blazor pages over one connection, behind a sign-in.</summary>
internal static class ConsoleRoom
{
    /// <summary>A laptop that is closed for a moment finds its page as it was.</summary>
    private static readonly TimeSpan KeepsPageOpen = TimeSpan.FromMinutes(3);

    public static void AddConsole(this WebApplicationBuilder builder)
    {
        // Blazor's script comes with the SDK and is not copied beside the binaries of a build.
        builder.WebHost.UseStaticWebAssets();
        var services = builder.Services;
        services.AddRazorComponents()
            .AddInteractiveServerComponents(circuits => circuits.DisconnectedCircuitRetentionPeriod = KeepsPageOpen);
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(SessionCookie.Configure);
        services.AddAuthorization(ConsolePolicies.Add);
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = "voicecare-form");
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, SessionWatch>();
        services.AddScoped<Seat>();
        services.AddScoped<Pulse>();
        services.AddScoped<CallerNames>();
        services.AddScoped<Operators>();
        services.AddScoped<NameBoard>();
        services.AddScoped<OrderActions>();
        services.AddScoped<ScreenPairing>();
        services.AddSingleton(_ => ConsoleTexts.Load(Path.Combine(AppContext.BaseDirectory, "prompts")));
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddSingleton<SignInDesk>();
        services.AddSingleton<AccountDesk>();
        services.AddSingleton(new StartNotice("Operators sign in at {address}/console"));
        services.AddSingleton(new StartOutput(System.Console.Out));
        services.AddHostedService<FirstAdmin>();
        services.AddKeys();
    }

    public static void MapConsole(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseMiddleware<ConsoleHeaders>();
        app.MapRazorComponents<ConsoleDocument>().AddInteractiveServerRenderMode();
        app.MapSignOut();
        app.MapLanguageChoice();
        app.MapGet("/console", () => Results.Redirect("/console/board")).ExcludeFromDescription();
    }

    /// <summary>What signs the cookies is kept, so that a restart signs nobody out; machines that share a console share the folder keys.</summary>
    private static void AddKeys(this IServiceCollection services)
    {
        services.AddDataProtection();
        services.AddOptions<KeyManagementOptions>().Configure<IOptions<DataOptions>>((keys, data) =>
            keys.XmlRepository = new FileSystemXmlRepository(PrivateFolder(data.Value.File("keys")), NullLoggerFactory.Instance));
    }

    private static DirectoryInfo PrivateFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
