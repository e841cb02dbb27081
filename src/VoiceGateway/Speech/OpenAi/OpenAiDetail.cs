namespace VoiceGateway.Speech.OpenAi;

/// <summary>What a server is asked to tell besides the text. Servers refuse what they do not know.</summary>
public enum OpenAiDetail
{
    None,

    /// <summary><c>response_format=verbose_json</c> with words: faster-whisper's servers give a probability with each.</summary>
    Words,

    /// <summary><c>include[]=logprobs</c>: OpenAI's own gpt-4o-transcribe and what copies it.</summary>
    Logprobs,
}
