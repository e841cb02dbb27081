namespace VoiceGateway.Speech.Whisper;

/// <summary>What one decoding gave.</summary>
/// <param name="Hypotheses">The decoder's choice first, then what its other beams ended in, likeliest first; different texts.</param>
/// <param name="NoSpeech">How sure the model is that nobody spoke, 0 to 1.</param>
internal sealed record WhisperText(IReadOnlyList<DialogBot.Hypothesis> Hypotheses, double NoSpeech);
