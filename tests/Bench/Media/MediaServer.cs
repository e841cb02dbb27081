using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VoiceGateway.Calls;
using VoiceGateway.Media;
using VoiceGateway.Media.Beat;
using VoiceGateway.Speech;
using VoiceGateway.Speech.Activity;

namespace Bench.Media;

/// <summary>
/// The media path of VoiceCare without recognition, as a process of its own: the real socket, leg, ear with energy VAD on every
/// frame, and mouth. <c>GET /allocated</c> tells how many bytes it has allocated.
/// </summary>
internal static class MediaServer
{
    /// <summary>What the bench calls itself with to be the server.</summary>
    public const string Name = "media-server";

    private static readonly Phrasebook Lines = new(Path.Combine(AppContext.BaseDirectory, "prompts"));
    private static readonly string[] Reply = [.. Enumerable.Repeat("。", 1000)];

    public static async Task RunAsync(int port, bool mediaPort, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        if (mediaPort)
        {
            builder.Services.AddMediaPort(port);
        }

        await using var app = builder.Build();
        app.UseWebSockets();
        app.MapGet("/allocated", () => GC.GetTotalAllocatedBytes());
        app.MapGet("/media", (HttpContext context, IHostApplicationLifetime lifetime) => AnswerAsync(context, lifetime.ApplicationStopping));
        await app.RunAsync(cancellation);
    }

    private static async Task AnswerAsync(HttpContext context, CancellationToken cancellation)
    {
        using var socket = new MediaSocket(await context.WebSockets.AcceptWebSocketAsync(), context.Features.Get<BeatConnection>());
        var start = new MediaStart("MZ1", "CA1", new Dictionary<string, string>());
        socket.Open(start.StreamSid);
        var leg = new CallLeg(socket, start, (_, _) => Task.CompletedTask);
        var mouth = new Mouth(leg, new OneTone(), Lines, new CallOptions(), TimeProvider.System);
        using var listener = new Listener(leg);
        leg.HandTo(listener);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var speaking = mouth.SayAsync(Reply, Manner.Usual, mayBeInterrupted: false, over.Token);
        var answering = listener.AnswerKeysAsync(over.Token);
        await leg.ListenAsync(cancellation);
        await over.CancelAsync();
        await Task.WhenAll(speaking, answering).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Hears every frame, and answers a key with a mark: the way there and back through everything that the sound goes through.</summary>
    private sealed class Listener(CallLeg leg) : ILegListener, IDisposable
    {
        private readonly Ear ear = new(new VoiceActivity(new LoudnessJudge()), new CallOptions())
        {
            BargesIn = _ => false,
            OnPause = _ => { },
            OnMayBeOver = (_, _) => { },
            OnBeginning = _ => { },
            OnUtterance = (_, _, _) => { },
        };

        private readonly Channel<char> keys = Channel.CreateUnbounded<char>();

        public void Sound(ReadOnlySpan<byte> muLaw) => ear.Hear(muLaw);

        public void Key(char key) => keys.Writer.TryWrite(key);

        public async Task AnswerKeysAsync(CancellationToken cancellation)
        {
            await foreach (var key in keys.Reader.ReadAllAsync(cancellation))
            {
                await leg.MarkAsync("key", cancellation);
            }
        }

        public void Typed(string text, bool final) => throw new NotSupportedException(text);

        public void Marked(string name) => throw new NotSupportedException(name);

        public void Dispose() => ear.Dispose();
    }

    /// <summary>A voice that has every sentence at hand: ten seconds of sound.</summary>
    private sealed class OneTone : ISpeechSynthesizer
    {
        private static readonly byte[] Tone = Frames.Tone(10);

        public SpeechStatus Status => SpeechStatus.Ready("a tone");

        public Task<Synthesis> SpeakAsync(Sentence sentence, CancellationToken cancel) => Task.FromResult(new Synthesis(SynthesisOutcome.Said, Tone));

        public bool TryGet(Sentence sentence, out ReadOnlyMemory<byte> muLaw)
        {
            muLaw = Tone;
            return true;
        }

        public void Prepare(IEnumerable<Sentence> sentences) => throw new NotSupportedException();
    }
}
