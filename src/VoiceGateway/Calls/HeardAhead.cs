using VoiceGateway.Media;
using VoiceGateway.Speech;

namespace VoiceGateway.Calls;

/// <summary>
/// What is being recognised of an utterance in a pause that may be its end: where nothing follows, the answer is found that much sooner.
/// For the reading loop only.
/// </summary>
/// <param name="recognise">Must not block; null where nobody recognises ahead.</param>
internal sealed class HeardAhead(Func<Sound, int, CancellationToken, Task<Recognition>?> recognise) : IDisposable
{
    private CancellationTokenSource? stop;
    private Task<Recognition>? heard;

    /// <returns>False where nobody recognises ahead.</returns>
    public bool TryBegin(Sound speech, int utterance)
    {
        Drop();
        stop = new CancellationTokenSource();
        heard = recognise(speech, utterance, stop.Token);
        return heard is not null;
    }

    /// <summary>The caller has gone on: it was no end.</summary>
    public void Drop()
    {
        stop?.Cancel();
        stop?.Dispose();
        (stop, heard) = (null, null);
    }

    /// <summary>The utterance was over, and this is what was heard of it; null where nothing was tried.</summary>
    public Task<Recognition>? Take()
    {
        var taken = heard;
        (stop, heard) = (null, null);
        return taken;
    }

    public void Dispose() => Drop();
}
