namespace VoiceGateway.Calls;

/// <summary>Tells the carrier that we end a call, so that it does not take the end of the stream for a broken line.</summary>
internal delegate Task NoteEnd(string callSid, CancellationToken cancellation);
