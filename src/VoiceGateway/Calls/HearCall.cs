using Dispatch;

namespace VoiceGateway.Calls;

/// <summary>Where the desk hears how its calls went.</summary>
internal delegate Task HearCall(CallReport report, CancellationToken cancellation);
