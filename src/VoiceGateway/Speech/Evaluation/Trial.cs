namespace VoiceGateway.Speech.Evaluation;

/// <summary>What came of one recording.</summary>
/// <param name="Best">The errors of the hypothesis that is nearest to the truth: what a perfect choice among them would give.</param>
/// <param name="FirstResult">How long the first partial result took in the engine; null for a recording too short to have one.</param>
/// <param name="Understood">Whether intent, services and danger were read from it as from the truth.</param>
internal sealed record Trial(
    Recording Recording, Recognition Heard, CharacterErrors Errors, CharacterErrors Best, TimeSpan? FirstResult, bool Understood);
