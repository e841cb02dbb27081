namespace VoiceGateway.Speech;

/// <summary>Hears what a caller said. Local, Azure, or a server that speaks OpenAI's protocol.</summary>
/// <remarks>Safe for many calls at once. An engine that is full, absent or not ready answers so; it does not throw.</remarks>
public interface ISpeechRecognizer
{
    /// <summary>Changes at run time: the server starts at once, its ears may come later.</summary>
    SpeechStatus Status { get; }

    /// <summary>Whether it takes requests <see cref="RecognitionKind.Ahead"/> of the end.</summary>
    bool HearsAhead { get; }

    /// <summary>
    /// Recognises one whole utterance, or the growing beginning of one (<see cref="RecognitionKind.Partial"/>): then give all
    /// that was heard since speech began, again and again; a newer partial of the same call replaces the waiting older one,
    /// which answers <see cref="RecognitionOutcome.Replaced"/>. Final requests go before partial ones. A request
    /// <see cref="RecognitionKind.Ahead"/> of the end is done only while nobody else asks for anything, and else answered
    /// <see cref="RecognitionOutcome.Replaced"/>; an engine that does none answers <see cref="RecognitionOutcome.NotReady"/>.
    /// </summary>
    Task<Recognition> RecognizeAsync(RecognitionRequest request, CancellationToken cancel);
}
