using Dispatch;
using Dispatch.Registry;
using Microsoft.Extensions.Options;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>Sends messages through Twilio. How one is delivered is called back to <see cref="MessageWebhooks"/>.</summary>
internal sealed class TwilioSmsSender(TwilioApi api, CarrierMemory memory, OptOuts optOuts, IOptions<TwilioOptions> options) : ISmsSender
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(2);

    public async Task<SmsOutcome> SendAsync(Sms sms, CancellationToken cancellation)
    {
        if (!PhoneNumber.IsMobile(sms.To) || await optOuts.HasAsync(sms.To, cancellation))
        {
            return SmsOutcome.Unreachable;
        }

        if (await memory.FindAsync(Name(sms.Id), cancellation) is not null)
        {
            return SmsOutcome.Accepted;
        }

        var answer = await api.PostAsync("Messages", Form(sms, options.Value), cancellation);
        if (answer.IsDone)
        {
            await memory.NoteAsync(Name(sms.Id), answer.Sid, Remembered, cancellation);
            return SmsOutcome.Accepted;
        }

        if (answer.Code == TwilioErrors.OptedOut)
        {
            await optOuts.AddAsync(sms.To, cancellation);
        }

        return TwilioErrors.IsUnreachable(answer.Code) ? SmsOutcome.Unreachable : SmsOutcome.TryLater;
    }

    private static List<KeyValuePair<string, string>> Form(Sms sms, TwilioOptions options) =>
    [
        new("To", InternationalNumber.Of(sms.To)!),
        options.MessagingServiceSid.Length > 0 ? new("MessagingServiceSid", options.MessagingServiceSid) : new("From", options.Number),
        new("Body", sms.Text),
        new("StatusCallback", options.Public(MessageWebhooks.StatusOf(sms.Id))),
        new("ValidityPeriod", $"{(int)options.SmsValidity.TotalSeconds}"),
    ];

    private static string Name(string smsId) => $"sms:{smsId}";
}
