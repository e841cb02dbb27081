using Dispatch;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using VoiceGateway.Calls;
using VoiceGateway.Carriers.Twilio.Gather;
using VoiceGateway.Hosting;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>
/// Twilio, by its published protocols: webhooks and the media stream come in, each of them signed; requests to the REST interface go out.
/// In Twilio's console, the number's voice webhook is <c>{PublicUrl}/twilio/voice</c>, its status callback <c>…/twilio/voice/status</c>, its
/// messaging webhook <c>…/twilio/messages</c>, all of them POST.
/// </summary>
internal static class TwilioCarrier
{
    public static void AddTwilio(this IServiceCollection services, CarrierChoice choice)
    {
        services.AddOptions<TwilioOptions>().BindConfiguration(TwilioOptions.Section).ValidateOnStart();
        services
            .AddSingleton<IValidateOptions<TwilioOptions>, TwilioOptionsCheck>()
            .AddSingleton<SignedByTwilio>()
            .AddSingleton<RetriedWebhooks>()
            .AddSingleton<WebhookBudget>()
            .AddHostedService(provider => provider.GetRequiredService<WebhookBudget>())
            .AddSingleton<TwilioApi>()
            .AddSingleton<StreamPass>()
            .AddSingleton<OutgoingScript>()
            .AddSingleton<Recordings>()
            .AddSingleton<LateAnswers>()
            .AddSingleton<GatherSpeech>()
            .AddSingleton<GatherCalls>()
            .AddSingleton<Conferences>()
            .AddSingleton<PressedKeys>()
            .AddSingleton<TwilioPhoneLine>();
        if (choice.Calls == CarrierChoice.Twilio)
        {
            services
                .AddHostedService<RecordingRetention>()
                .AddSingleton<IPhoneLine>(provider => provider.GetRequiredService<TwilioPhoneLine>())
                .AddSingleton<AdmitStream>(provider => provider.GetRequiredService<StreamPass>().Admits)
                .AddSingleton<EndedCalls>()
                .AddSingleton<NoteEnd>(provider => provider.GetRequiredService<EndedCalls>().NoteAsync)
                .AddSingleton(provider => Notice(provider, "Twilio's voice webhook is", VoiceWebhooks.Base));
        }

        if (choice.Messages == CarrierChoice.Twilio)
        {
            services
                .AddSingleton<ISmsSender, TwilioSmsSender>()
                .AddSingleton(provider => Notice(provider, "Twilio's messaging webhook is", MessageWebhooks.Base));
        }
    }

    public static void MapTwilio(this WebApplication app, CarrierChoice choice)
    {
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All });
        var webhooks = app.MapGroup(string.Empty).RequireTwilioSignature();
        webhooks.AnswerOnce();
        if (choice.Calls == CarrierChoice.Twilio)
        {
            webhooks.MapVoiceWebhooks();
            webhooks.MapCallWebhooks();
            webhooks.MapGatherWebhooks();
            app.MapMedia().RequireTwilioSignature();
        }

        if (choice.Messages == CarrierChoice.Twilio)
        {
            webhooks.MapMessageWebhooks();
        }
    }

    private static StartNotice Notice(IServiceProvider provider, string what, string path) =>
        new($"{what} {provider.GetRequiredService<IOptions<TwilioOptions>>().Value.Public(path)}");
}
