using System.Collections.Concurrent;
using VoiceGateway.Media;
using VoiceGateway.Speech;

namespace VoiceGateway.Calls;

/// <summary>Speaks sentences into a leg, a little ahead of the moment they are heard, and knows by marks when they were.</summary>
internal sealed class Mouth(CallLeg leg, ISpeechSynthesizer voice, CallOptions options, TimeProvider time)
{
    // Fewer, larger messages cost fewer system calls; 200 ms is still quick to stop.
    private const int Piece = Sound.Telephone / 5;

    // A far end that loses a mark must not keep the call waiting.
    private static readonly TimeSpan MarkPatience = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> marks = new(StringComparer.Ordinal);
    private DateTimeOffset heardUntil;
    private int spoken;

    /// <summary>Speaks until everything was heard.</summary>
    /// <returns>False when <paramref name="interrupted"/> stopped the voice.</returns>
    public async Task<bool> SayAsync(IReadOnlyList<string> sentences, string language, double rate, CancellationToken interrupted, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupted, cancellation);
        try
        {
            await SayAsync([.. sentences.Select(text => new Sentence(text, language == "yue" ? "yue-CN" : language, rate))], stop.Token);
            return true;
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            await leg.ClearAsync(cancellation);
            heardUntil = default;
            return false;
        }
    }

    public void Marked(string name)
    {
        if (marks.TryRemove(name, out var mark))
        {
            mark.TrySetResult();
        }
    }

    private async Task SayAsync(Sentence[] sentences, CancellationToken cancellation)
    {
        Task<Synthesis>? next = null;
        for (var i = 0; i < sentences.Length; i++)
        {
            var sound = await (next ?? voice.SpeakAsync(sentences[i], cancellation));
            // The next sentence is made while this one is heard.
            next = i + 1 < sentences.Length ? voice.SpeakAsync(sentences[i + 1], cancellation) : null;
            await leg.CaptionAsync("bot", sentences[i].Text, cancellation);
            await PlayAsync(sound.MuLaw, cancellation);
        }

        await HeardAsync(cancellation);
    }

    private async Task PlayAsync(ReadOnlyMemory<byte> muLaw, CancellationToken cancellation)
    {
        for (; muLaw.Length > 0; muLaw = muLaw[Math.Min(Piece, muLaw.Length)..])
        {
            var ahead = heardUntil - time.GetUtcNow() - options.Lead;
            if (ahead > TimeSpan.Zero)
            {
                await Task.Delay(ahead, time, cancellation);
            }

            var piece = muLaw[..Math.Min(Piece, muLaw.Length)];
            await leg.PlayAsync(piece, cancellation);
            var now = time.GetUtcNow();
            heardUntil = (heardUntil > now ? heardUntil : now) + TimeSpan.FromSeconds((double)piece.Length / Sound.Telephone);
        }
    }

    private async Task HeardAsync(CancellationToken cancellation)
    {
        var name = $"said-{++spoken}";
        var mark = marks[name] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await leg.MarkAsync(name, cancellation);
            var now = time.GetUtcNow();
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var late = Task.Delay((heardUntil > now ? heardUntil - now : TimeSpan.Zero) + MarkPatience, time, patience.Token);
            await Task.WhenAny(mark.Task, late);
            await patience.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            marks.TryRemove(name, out _);
        }
    }
}
