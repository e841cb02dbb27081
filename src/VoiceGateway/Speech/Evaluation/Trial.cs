namespace VoiceGateway.Speech.Evaluation;

/// <summary>What came of one recording.</summary>
/// <param name="Best">The errors of the hypothesis that is nearest to the truth: what a perfect choice among them would give.</param>
/// <param name="FirstResult">How long the first partial result took; null where there was none: the recording is too short, or the engine hears whole utterances only.</param>
/// <param name="Understood">Whether intent, services and danger were read from it as from the truth.</param>
internal sealed record Trial(
    Recording Recording, Recognition Heard, CharacterErrors Errors, CharacterErrors Best, TimeSpan? FirstResult, bool Understood);
