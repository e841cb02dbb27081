using VoiceGateway.Calls;
using VoiceGateway.Carriers.Aliyun;
using VoiceGateway.Carriers.Local;
using VoiceGateway.Carriers.Twilio;

namespace VoiceGateway.Carriers;

/// <summary>The carriers that the settings have chosen.</summary>
internal static class CarrierServices
{
    public static void AddCarriers(this IServiceCollection services, CarrierChoice choice)
    {
        services
            .AddSingleton(choice)
            .AddSingleton<CarrierMemory>()
            .AddSingleton<OptOuts>()
            .AddSingleton(_ => CarrierLines.Load(Path.Combine(AppContext.BaseDirectory, "prompts")));
        if (choice.Uses(CarrierChoice.Local))
        {
            services.AddLocalCarrier(choice);
        }

        if (choice.Uses(CarrierChoice.Twilio))
        {
            services.AddTwilio(choice);
        }

        if (choice.Uses(CarrierChoice.Aliyun))
        {
            services.AddAliyun();
        }
    }

    public static void MapCarriers(this WebApplication app)
    {
        var choice = app.Services.GetRequiredService<CarrierChoice>();
        if (choice.Uses(CarrierChoice.Local))
        {
            app.MapLocalCarrier();
        }

        if (choice.Uses(CarrierChoice.Twilio))
        {
            app.MapTwilio(choice);
        }

        if (choice.Uses(CarrierChoice.Aliyun))
        {
            app.MapAliyun();
        }

        if (choice.Calls == CarrierChoice.Local)
        {
            app.MapMedia().RequireLoopback();
        }
    }
}
