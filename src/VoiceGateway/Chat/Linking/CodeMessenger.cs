using Dispatch;
using Dispatch.Registry;

namespace VoiceGateway.Chat.Linking;

/// <summary>Brings a code to a phone: by SMS, or by a call where there is none.</summary>
internal sealed partial class CodeMessenger(ISmsSender sms, IPhoneLine line, ChatLines lines, ILogger<CodeMessenger> logger)
{
    private static readonly TimeSpan RingFor = TimeSpan.FromSeconds(45);

    /// <returns>What the chatter is told.</returns>
    public async Task<string> SendAsync(string phone, string code, CancellationToken cancellation)
    {
        var end = phone[^4..];
        try
        {
            if (PhoneNumber.IsMobile(phone) && await sms.SendAsync(new Sms(NewId(), phone, Fill(lines.Sms, "code", code)), cancellation) == SmsOutcome.Accepted)
            {
                return Fill(lines.CodeBySms, "phone", end);
            }

            var spoken = Fill(lines.Call, "code", string.Join('，', code.Select(digit => lines.Digits[digit - '0'])));
            return await line.CallAsync(new OutgoingCall(NewId(), phone, spoken, "", null, null, RingFor), cancellation)
                ? Fill(lines.CodeByCall, "phone", end)
                : lines.CodeNotSent;
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            Log.NotSent(logger, broken);
            return lines.CodeNotSent;
        }
    }

    private static string NewId() => $"code-{Guid.NewGuid():N}";

    private static string Fill(string text, string slot, string value) => text.Replace($"{{{slot}}}", value, StringComparison.Ordinal);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A code could not be handed to a carrier")]
        public static partial void NotSent(ILogger logger, Exception exception);
    }
}
