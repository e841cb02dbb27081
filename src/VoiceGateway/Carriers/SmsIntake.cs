using Dispatch;
using Dispatch.Registry;

namespace VoiceGateway.Carriers;

/// <summary>Where every carrier brings the messages that people wrote to the hotline.</summary>
internal sealed class SmsIntake(HearSms hear)
{
    /// <summary>What a phone can write in one message, with room for long ones put together.</summary>
    public const int Longest = 1600;

    /// <summary>Returns once the desk has heard it; throws where it cannot, so that the carrier delivers it again. A message id is heard once.</summary>
    /// <param name="from">The sender, as the carrier writes numbers: +86 139…, 0086…, 0773-….</param>
    public Task HearAsync(string id, string from, string text, CancellationToken cancellation) =>
        hear(new IncomingSms(id, PhoneNumber.Normalise(from), text.Length > Longest ? text[..Longest] : text), cancellation);
}
