using DialogBot;
using Dispatch.Ledger;
using Dispatch.Queue;
using Microsoft.Extensions.Options;
using VoiceGateway.Calls;
using VoiceGateway.Calls.Live;
using VoiceGateway.Carriers;
using VoiceGateway.Chat;
using VoiceGateway.Console;
using VoiceGateway.Devices;
using VoiceGateway.Joints;
using VoiceGateway.LanguageModel;
using VoiceGateway.Screens;
using VoiceGateway.Speech;

namespace VoiceGateway.Hosting;

/// <summary>Builds the one host that the program, its commands and its tests all run.</summary>
internal static class VoiceCareHost
{
    /// <param name="settings">Configuration as on the command line, e.g. --Data:Path=/srv/voicecare.</param>
    /// <param name="configure">Replaces parts before the host is built: a clock, a carrier, a free port.</param>
    public static WebApplication Build(IReadOnlyList<string> settings, Action<WebApplicationBuilder>? configure = null)
    {
        // Pages and prompts lie beside the binaries, data under the directory that the program was started in.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = [.. settings],
            ApplicationName = typeof(VoiceCareHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });

        builder.AddHouse();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.MapHouse();
        return app;
    }

    /// <summary>Looks at every setting before anything is started, so that a wrong one is answered by a sentence and not by a stack trace.</summary>
    /// <exception cref="WrongSettingsException">Says what to set.</exception>
    public static void CheckSettings(WebApplication host)
    {
        try
        {
            host.Services.GetService<IStartupValidator>()?.Validate();
        }
        catch (OptionsValidationException wrong)
        {
            throw new WrongSettingsException(wrong.Failures, wrong);
        }
        catch (AggregateException several) when (several.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            throw new WrongSettingsException(several.InnerExceptions.SelectMany(inner => ((OptionsValidationException)inner).Failures), several);
        }
    }

    /// <summary>What keeps the host from starting and says itself, in a sentence, what to do about it.</summary>
    public static bool IsRefusal(Exception exception) =>
        exception is WrongSettingsException or RedisUnavailableException or LedgerUnavailableException or PromptException;

    private static void AddHouse(this WebApplicationBuilder builder)
    {
        builder.BindLoopbackByDefault();
        builder.AddMediaPort();
        builder.AddReadableLog();
        builder.AddSecretFiles();
        builder.AddData();
        builder.AddTelemetry();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddLanguageModel();
        builder.Services.AddRooms(builder.Configuration);
        builder.Services.AddCalls();
        builder.Services.AddLiveCalls();
        builder.Services.AddChat();
        builder.Services.AddScreens();
        builder.Services.AddCarriers(CarrierChoice.From(builder.Configuration));
        builder.Services.AddSpeech(builder.Configuration);
        builder.Services.AddHealth();
        builder.Services.AddDevices();
        builder.AddConsole();
        builder.Services.AddHostedService<Welcome>();
    }

    private static void MapHouse(this WebApplication app)
    {
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(15), KeepAliveTimeout = TimeSpan.FromSeconds(20) });
        app.UseStaticFiles();
        app.MapHealth();
        app.MapCarriers();
        app.MapScreens();
        app.MapDevices();
        app.MapConsole();
    }
}
