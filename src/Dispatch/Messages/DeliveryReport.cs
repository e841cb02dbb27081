using System.Globalization;

namespace Dispatch.Messages;

/// <summary>What a carrier said of one message or one call; one of the two is given.</summary>
internal sealed record DeliveryReport(MessageName Name, SmsReport? Sms, CallReport? Call)
{
    /// <summary>The same report has the same.</summary>
    public string Id => $"{Which}/{Name}";

    /// <summary>Tells it from others about the same tiding.</summary>
    public string Which => Sms is not null
        ? string.Create(CultureInfo.InvariantCulture, $"sms/{Name.Try}/{Sms.State}")
        : string.Create(CultureInfo.InvariantCulture, $"call/{Name.Try}/{Call!.Ending}/{Call.Key}{Call.Then}");

    /// <summary>For the record.</summary>
    public string Facts => Sms is not null
        ? MessageLog.WriteFacts(new { number = Name.Try, state = $"{Sms.State}", fault = Sms.Fault })
        : MessageLog.WriteFacts(new { number = Name.Try, ending = $"{Call!.Ending}", key = Call.Key, then = Call.Then });
}
