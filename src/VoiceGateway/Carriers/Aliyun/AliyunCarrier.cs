using Dispatch;
using Microsoft.Extensions.Options;
using VoiceGateway.Hosting;

namespace VoiceGateway.Carriers.Aliyun;

/// <summary>
/// Aliyun's short messages, which in mainland China go both ways. In its console the address for replies (SmsUp) is
/// <c>https://…/aliyun/{CallbackKey}/replies</c>, that for reports (SmsReport) <c>…/reports</c>.
/// </summary>
internal static class AliyunCarrier
{
    public static void AddAliyun(this IServiceCollection services)
    {
        services.AddOptions<AliyunOptions>().BindConfiguration(AliyunOptions.Section).ValidateOnStart();
        services
            .AddSingleton<IValidateOptions<AliyunOptions>, AliyunOptionsCheck>()
            .AddSingleton<ISmsSender, AliyunSmsSender>()
            .AddSingleton(new StartNotice("Aliyun posts replies to /aliyun/…/replies and reports to /aliyun/…/reports, with the callback key between"));
    }
}
