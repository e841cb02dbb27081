using System.Globalization;
using VoiceGateway.Calls;
using VoiceGateway.Media;
using VoiceGateway.Speech.Activity;

namespace Bench.Media;

/// <summary>
/// Many calls at once, without recognition: 20 ms frames in, decoded and measured, voice out. Beside it the obvious Node server with
/// <c>ws</c> doing the same, both at as many calls as Node can carry; ours then with a thousand. Ours is measured both ways: with a port of
/// the streams' own (<c>Calls:MediaPort</c>, which docs/carriers.md advises from a hundred calls on), and without, which is what runs where nothing is set.
/// </summary>
internal static class MediaBench
{
    private const int Many = 1000;
    private const int Both = 700;
    private const int OwnFrames = 100_000;

    // Node's obvious piece is the frame; with ours it is helped.
    private const int FramePiece = 20;
    private const int OurPiece = 200;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(12);

    public static async Task RunAsync(CancellationToken cancellation)
    {
        Figures.Print("media.own.allocated", AllocatedPerFrame(), "bytes/frame");
        Figures.Print("media.own.cpu", MicrosecondsPerFrame(), "us/frame");
        var ours = await MeasureAsync("media.voicecare-media-port", await ServerProcess.OursAsync(mediaPort: true, cancellation), Both, cancellation);
        var onePort = await MeasureAsync("media.voicecare-default", await ServerProcess.OursAsync(mediaPort: false, cancellation), Both, cancellation);
        var node = await MeasureAsync("media.node", await ServerProcess.NodeAsync(FramePiece, cancellation), Both, cancellation);
        var helped = await MeasureAsync("media.node-large-pieces", await ServerProcess.NodeAsync(OurPiece, cancellation), Both, cancellation);
        Figures.Print("media.efficiency.media-port", node / ours, "x node, with Calls:MediaPort");
        Figures.Print("media.efficiency.media-port.large-pieces", helped / ours, "x node that sends pieces as large as ours, with Calls:MediaPort");
        Figures.Print("media.efficiency.default", node / onePort, "x node, without Calls:MediaPort, as nothing is set");
        await MeasureAsync("media.voicecare-media-port.many", await ServerProcess.OursAsync(mediaPort: true, cancellation), Many, cancellation);
    }

    /// <returns>Microseconds of processor time a frame.</returns>
    private static async Task<double> MeasureAsync(string name, ServerProcess server, int count, CancellationToken cancellation)
    {
        await using var running = server;
        using var calls = await Calls.DialAsync(server.Port, count, cancellation);
        await Task.Run(() => calls.Talk(WarmUp, cancellation), cancellation);
        var (frames, heard, before) = (calls.FramesSent, calls.Heard, server.ProcessorTime);
        var allocated = await AllocatedAsync(server, cancellation);
        var trips = await Task.Run(() => calls.Talk(Span, cancellation), cancellation);
        var (took, sent) = (server.ProcessorTime - before, calls.FramesSent - frames);
        Figures.Print($"{name}.calls", count, "calls");
        Figures.Print($"{name}.cores", took / Span, "cores");
        Figures.Print($"{name}.cpu", took.TotalMicroseconds / sent, "us/frame");
        Figures.Print($"{name}.frames", sent / (Span.TotalSeconds * count * 50), "of the frames that were due");
        Figures.Print($"{name}.voice", (calls.Heard - heard) / (Span.TotalMilliseconds * count), "of the voice that was due");
        trips.Sort();
        Figures.Print($"{name}.round-trip.p50", trips[trips.Count / 2], "ms");
        Figures.Print($"{name}.round-trip.p99", trips[trips.Count * 99 / 100], "ms");
        Figures.Print($"{name}.memory", server.MegaBytes, "MB");
        if (allocated is { } start && await AllocatedAsync(server, cancellation) is { } end)
        {
            Figures.Print($"{name}.allocated", (end - start) / (double)sent, "bytes/frame, ASP.NET's own included");
        }

        return took.TotalMicroseconds / sent;
    }

    private static async Task<long?> AllocatedAsync(ServerProcess server, CancellationToken cancellation)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{server.Port}/allocated"), cancellation);
        return answer.IsSuccessStatusCode ? long.Parse(await answer.Content.ReadAsStringAsync(cancellation), CultureInfo.InvariantCulture) : null;
    }

    private static double AllocatedPerFrame()
    {
        using var path = new FramePath();
        path.Run(Frames.Media.Length);
        var before = GC.GetAllocatedBytesForCurrentThread();
        path.Run(OwnFrames);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)OwnFrames;
    }

    private static double MicrosecondsPerFrame()
    {
        using var path = new FramePath();
        path.Run(OwnFrames);
        var since = TimeProvider.System.GetTimestamp();
        path.Run(OwnFrames);
        return TimeProvider.System.GetElapsedTime(since).TotalMicroseconds / OwnFrames;
    }

    /// <summary>Our code around a frame, without the WebSocket: read, hear, and write one to send.</summary>
    private sealed class FramePath : IDisposable
    {
        // An utterance is copied for the recogniser, which is no frame's cost: these are quiet.
        private readonly byte[] quiet = Frames.Media[^1][Frames.Head..];
        private readonly byte[] audio = new byte[MediaMessageReader.MaxAudio];
        private readonly MediaMessageWriter writer = new("MZ1");
        private readonly Ear ear = new(new VoiceActivity(new LoudnessJudge()), new CallOptions())
        {
            BargesIn = _ => false,
            OnPause = _ => { },
            OnMayBeOver = (_, _) => { },
            OnBeginning = _ => { },
            OnUtterance = (_, _, _) => { },
        };

        public void Run(int frames)
        {
            for (var at = 0; at < frames; at++)
            {
                if (MediaMessageReader.TryRead(quiet, audio, out var message))
                {
                    ear.Hear(audio.AsSpan(0, message.AudioLength));
                    _ = writer.Media(audio.AsSpan(0, message.AudioLength));
                }
            }
        }

        public void Dispose()
        {
            ear.Dispose();
            writer.Dispose();
        }
    }
}
