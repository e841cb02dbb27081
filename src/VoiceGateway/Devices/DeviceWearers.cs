using DialogBot;
using Microsoft.Extensions.Options;
using VoiceGateway.Calls;

namespace VoiceGateway.Devices;

/// <summary>Who has a device. Nobody in danger waits for the registry: without it the number alone has to do.</summary>
internal sealed partial class DeviceWearers(ICallerDirectory callers, IOptions<CallOptions> options, TimeProvider time, ILogger<DeviceWearers> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    public async Task<Caller> FindAsync(string phone, CancellationToken cancellation)
    {
        try
        {
            return await callers.FindAsync(phone, cancellation).WaitAsync(Patience, time, cancellation);
        }
        catch (Exception away) when (away is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            Log.Unknown(logger, away);
            return new Caller(phone, null, null, null, null, options.Value.Region, "mandarin", 0, 0);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The registry did not say who has the device that raised an alarm")]
        public static partial void Unknown(ILogger logger, Exception away);
    }
}
