namespace VoiceGateway.Carriers.Twilio;

/// <summary>Has Twilio record a call, once the caller was told. A call that cannot be recorded goes on without.</summary>
internal sealed partial class Recordings(TwilioApi api, ILogger<Recordings> logger)
{
    public async Task BeginAsync(string callSid, CancellationToken cancellation)
    {
        try
        {
            var answer = await api.PostAsync($"Calls/{callSid}/Recordings", [new("RecordingChannels", "dual")], cancellation);
            if (!answer.IsDone)
            {
                Log.NotRecorded(logger, null);
            }
        }
        catch (Exception away) when (away is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            Log.NotRecorded(logger, away);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A call could not be recorded, and goes on without")]
        public static partial void NotRecorded(ILogger logger, Exception? away);
    }
}
