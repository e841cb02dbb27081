using VoiceGateway.Media;

namespace VoiceGateway.Speech.Voices;

/// <summary>An engine that speaks; for one thread at a time.</summary>
internal interface IVoice
{
    /// <summary>Names engine and voice; what was said by another is not taken for this one's.</summary>
    string Name { get; }

    /// <param name="locale">zh-CN, yue-CN.</param>
    bool Speaks(string locale);

    /// <summary>Says the sentence at the engine's own sample rate. Takes about as long as the sound is.</summary>
    /// <exception cref="SpeechEngineException">The engine broke.</exception>
    Sound Say(Sentence sentence);
}
