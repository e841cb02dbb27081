using Dispatch;

namespace VoiceGateway.Carriers;

/// <summary>Where the desk reads what people wrote to it.</summary>
internal delegate Task HearSms(IncomingSms sms, CancellationToken cancellation);
