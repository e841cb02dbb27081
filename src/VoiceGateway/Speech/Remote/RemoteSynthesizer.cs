using System.Threading.Channels;
using VoiceGateway.Speech.Voices;

namespace VoiceGateway.Speech.Remote;

/// <summary>A voice on another machine. What it has said once is kept like the local one's, and not asked for again.</summary>
internal sealed partial class RemoteSynthesizer(
    ISynthesisProtocol protocol, HttpClient http, RemoteEngineGuard guard, SaidSentences said, TimeProvider time, ILogger logger) : ISpeechSynthesizer, IDisposable
{
    private const int TriesToPrepare = 3;

    private readonly Channel<Sentence> prepared = Channel.CreateUnbounded<Sentence>();
    private readonly CancellationTokenSource closing = new();
    private readonly Lock gate = new();
    private Task? preparing;

    public SpeechStatus Status => guard.IsResting
        ? SpeechStatus.Absent($"{protocol.Name} has failed too often and is asked again after {RemoteEngineGuard.Rest.TotalSeconds} s.")
        : SpeechStatus.Ready(protocol.Name);

    public async Task<Synthesis> SpeakAsync(Sentence sentence, CancellationToken cancel)
    {
        if (TryGet(sentence, out var kept))
        {
            SpeechMeters.WasKept();
            return new Synthesis(SynthesisOutcome.Said, kept);
        }

        var (sound, fault) = await guard.AskAsync("synthesis", token => SayAsync(sentence, token), cancel);
        if (sound is null)
        {
            return Synthesis.Without(OutcomeOf(fault));
        }

        Keep(sentence, sound);
        return new Synthesis(SynthesisOutcome.Said, sound);
    }

    public bool TryGet(Sentence sentence, out ReadOnlyMemory<byte> muLaw) => said.TryGet(protocol.VoiceOf(sentence), sentence, out muLaw);

    public void Prepare(IEnumerable<Sentence> sentences)
    {
        foreach (var sentence in sentences)
        {
            prepared.Writer.TryWrite(sentence);
        }

        lock (gate)
        {
            preparing ??= Task.Run(() => PrepareAsync(closing.Token));
        }
    }

    public void Dispose()
    {
        closing.Cancel();
        closing.Dispose();
    }

    private static SynthesisOutcome OutcomeOf(EngineFault? fault) => fault switch
    {
        EngineFault.Busy => SynthesisOutcome.Busy,
        EngineFault.Resting => SynthesisOutcome.NotReady,
        _ => SynthesisOutcome.Failed,
    };

    private async Task<byte[]> SayAsync(Sentence sentence, CancellationToken cancel)
    {
        using var question = protocol.Ask(sentence);
        using var answer = await http.SendAsync(question, cancel);
        answer.EnsureSuccessStatusCode();
        var muLaw = TelephoneSound.From(protocol.Read(await answer.Content.ReadAsByteArrayAsync(cancel)));
        return muLaw.Length > 0 ? muLaw : throw new InvalidDataException("The sentence came back as silence.");
    }

    /// <summary>One sentence after another, so that the live ones have the engine.</summary>
    private async Task PrepareAsync(CancellationToken cancel)
    {
        try
        {
            said.TrimDisk();
            await foreach (var sentence in prepared.Reader.ReadAllAsync(cancel))
            {
                for (var tries = 1; (await SpeakAsync(sentence, cancel)).Outcome != SynthesisOutcome.Said && tries < TriesToPrepare; tries++)
                {
                    await Task.Delay(RemoteEngineGuard.Rest, time, cancel);
                }
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The house closes.
        }
        catch (Exception broken)
        {
            Log.NotPrepared(logger, broken, protocol.Name);
        }
    }

    private void Keep(Sentence sentence, byte[] muLaw)
    {
        try
        {
            said.Add(protocol.VoiceOf(sentence), sentence, muLaw);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Log.NotKept(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A said sentence could not be kept on disk")]
        public static partial void NotKept(ILogger logger, Exception failure);

        [LoggerMessage(Level = LogLevel.Error, Message = "Fixed sentences are no longer prepared by {Engine}")]
        public static partial void NotPrepared(ILogger logger, Exception failure, string engine);
    }
}
