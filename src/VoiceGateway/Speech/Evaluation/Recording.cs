using VoiceGateway.Media;

namespace VoiceGateway.Speech.Evaluation;

/// <summary>A recording and what is said in it.</summary>
/// <param name="Sound">As it comes over the telephone: 8 kHz, through µ-law.</param>
internal sealed record Recording(string Name, string Said, Sound Sound);
