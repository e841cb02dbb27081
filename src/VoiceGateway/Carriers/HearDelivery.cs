using Dispatch;

namespace VoiceGateway.Carriers;

/// <summary>Where the desk hears what became of its messages.</summary>
internal delegate Task HearDelivery(SmsReport report, CancellationToken cancellation);
