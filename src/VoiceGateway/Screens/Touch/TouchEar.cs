using VoiceGateway.Calls;
using VoiceGateway.Chat;
using VoiceGateway.Media;
using VoiceGateway.Speech;

namespace VoiceGateway.Screens.Touch;

/// <summary>Hears one utterance after the microphone was tapped: danger in its beginning, and the whole as a turn of the conversation.</summary>
internal sealed class TouchEar : IDisposable
{
    // Nothing would be seen in less.
    private static readonly TimeSpan ShortestLook = TimeSpan.FromSeconds(0.8);

    private readonly TouchSocket socket;
    private readonly TouchDesk desk;
    private readonly ISpeechRecognizer recognizer;
    private readonly TouchGuest guest;
    private readonly TimeProvider time;
    private readonly TimeSpan patience;
    private readonly Ear ear;
    private readonly CancellationToken open;
    private long since;
    private Task watching = Task.CompletedTask;
    private Task hearing = Task.CompletedTask;

    public TouchEar(
        TouchSocket socket, TouchDesk desk, ISpeechRecognizer recognizer, IVoiceActivityFactory ears, CallOptions calls, TouchOptions options, TouchGuest guest, TimeProvider time, CancellationToken open)
    {
        (this.socket, this.desk, this.recognizer, this.guest, this.time, this.open) = (socket, desk, recognizer, guest, time, open);
        patience = options.Silence;
        ear = new Ear(ears.Create(), calls)
        {
            EndOfSpeech = options.EndOfSpeech,
            BargesIn = _ => false,
            OnPause = _ => { },
            OnMayBeOver = (beginning, spoken) =>
            {
                if (spoken >= ShortestLook)
                {
                    Watch(beginning);
                }
            },
            OnBeginning = Watch,
            OnUtterance = (speech, _, _) => End(() => TakeAsync(speech)),
        };
    }

    public bool IsListening { get; private set; }

    public async Task ListenAsync()
    {
        (IsListening, since) = (recognizer.Status.IsReady, time.GetTimestamp());
        await socket.SendAsync(IsListening ? new { listens = true, deaf = false } : new { listens = false, deaf = true }, open);
    }

    public void Hear(ReadOnlySpan<byte> muLaw)
    {
        if (!IsListening)
        {
            return;
        }

        ear.Hear(muLaw);
        if (IsListening && !ear.Busy && time.GetElapsedTime(since) > patience)
        {
            End(NothingAsync);
        }
    }

    /// <summary>The elder has tapped again: what was said until now is what they said.</summary>
    public void Stop()
    {
        if (IsListening)
        {
            // As much silence as ends an utterance, if there is one.
            var silence = new byte[(int)(ear.EndOfSpeech.TotalSeconds * Sound.Telephone) + (Sound.Telephone / 2)];
            Array.Fill(silence, MuLaw.Silence);
            Hear(silence);
            if (IsListening)
            {
                End(NothingAsync);
            }
        }
    }

    /// <summary>Completes when what was heard last has been answered.</summary>
    public Task FinishAsync() => Task.WhenAll(watching, hearing);

    public void Dispose() => ear.Dispose();

    private void End(Func<Task> then)
    {
        IsListening = false;
        hearing = AfterAsync(hearing, then);
    }

    private static async Task AfterAsync(Task before, Func<Task> then)
    {
        await before;
        await Task.Yield();
        await then();
    }

    private void Watch(Sound beginning) => watching = watching.IsCompleted ? WatchAsync(beginning) : watching;

    private async Task WatchAsync(Sound beginning)
    {
        await Task.Yield();
        var heard = await RecogniseAsync(beginning, RecognitionKind.Partial);
        if (heard.Outcome == RecognitionOutcome.Heard)
        {
            await socket.SendAsync(new { heard = heard.Text }, open);
            await desk.WatchAsync(guest, heard.Text, open);
        }
    }

    private async Task TakeAsync(Sound speech)
    {
        await socket.SendAsync(new { listens = false, thinks = true }, open);
        var heard = await RecogniseAsync(speech, RecognitionKind.Final);
        if (heard.Outcome != RecognitionOutcome.Heard)
        {
            await NothingAsync();
            return;
        }

        await desk.SayAsync(guest, new ChatMessage(heard.Text, ClientId: Guid.NewGuid().ToString("N")) { Heard = heard.Hypotheses }, open);
        await socket.SendAsync(new { listens = false, thinks = false }, open);
    }

    private Task NothingAsync() => socket.SendAsync(new { listens = false, thinks = false, nothing = true }, open);

    private Task<Recognition> RecogniseAsync(Sound speech, RecognitionKind kind) =>
        recognizer.RecognizeAsync(new RecognitionRequest($"touch-{guest.Screen.Id}", speech, kind, Locales.Of(guest.Elder.Dialect)), open);
}
