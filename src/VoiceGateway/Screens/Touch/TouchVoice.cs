using VoiceGateway.Calls;
using VoiceGateway.Speech;

namespace VoiceGateway.Screens.Touch;

/// <summary>Speaks to the elder before a screen, in the house's own voice; what is said later silences what was being said.</summary>
internal sealed class TouchVoice(TouchSocket socket, ISpeechSynthesizer voice, TouchGuest guest, CancellationToken open) : IAsyncDisposable
{
    private const double Slower = 0.8;

    private CancellationTokenSource? speaking;
    private Task last = Task.CompletedTask;

    /// <summary>Begins to speak.</summary>
    public async Task SayAsync(string text, bool slower = false)
    {
        await HushAsync();
        var mine = CancellationTokenSource.CreateLinkedTokenSource(open);
        speaking = mine;
        last = SpeakAsync(text, slower ? Manner.Usual with { Rate = Manner.Usual.Rate * Slower } : Manner.Usual, mine.Token);
    }

    /// <summary>What was begun is not said to the end.</summary>
    public async Task HushAsync()
    {
        if (speaking is { } before)
        {
            await before.CancelAsync();
            await last;
            before.Dispose();
            speaking = null;
        }
    }

    public async ValueTask DisposeAsync() => await HushAsync();

    private async Task SpeakAsync(string text, Manner manner, CancellationToken cancellation)
    {
        await Task.Yield();
        try
        {
            var isFirst = true;
            foreach (var sentence in SpokenText.Sentences(text))
            {
                var said = await voice.SpeakAsync((manner with { Language = Language }).Sentence(sentence), cancellation);
                if (said.Outcome == SynthesisOutcome.Said)
                {
                    if (isFirst)
                    {
                        await socket.SendAsync(new { speaks = true }, cancellation);
                    }

                    isFirst = false;
                    await socket.PlayAsync(said.MuLaw, cancellation);
                }
            }

            await socket.SendAsync(new { spoken = true }, cancellation);
        }
        catch (OperationCanceledException)
        {
            // Something else is to be said, or the page has gone.
        }
        catch (System.Net.WebSockets.WebSocketException)
        {
            // The page has gone; the line's other half sees it, too.
        }
    }

    private string Language => guest.Elder.Dialect == "cantonese" ? Phrasebook.Cantonese : Phrasebook.Mandarin;
}
