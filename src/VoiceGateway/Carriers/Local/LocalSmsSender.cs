using Dispatch;
using Dispatch.Registry;

namespace VoiceGateway.Carriers.Local;

/// <summary>Delivers messages to the inboxes of the page /sms.</summary>
internal sealed class LocalSmsSender(MessageStore store, TownEvents town, TimeProvider time) : ISmsSender
{
    public async Task<SmsOutcome> SendAsync(Sms sms, CancellationToken cancellation)
    {
        if (!PhoneNumber.IsMobile(sms.To))
        {
            return SmsOutcome.Unreachable;
        }

        var message = new LocalMessage(sms.Id, sms.To, FromPhone: false, sms.Text, time.GetUtcNow());
        if (await store.AddAsync(message, cancellation))
        {
            town.Publish(new TownEvent("message", message.Phone, message));
        }

        return SmsOutcome.Accepted;
    }
}
