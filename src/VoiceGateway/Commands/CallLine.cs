using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using VoiceGateway.Media;

namespace VoiceGateway.Commands;

/// <summary>
/// The far end of a call: a telephone without a person. Sends sound in real time, silence included, keeps the time that playing takes,
/// and gives marks back when they would have been reached.
/// </summary>
internal sealed class CallLine(TimeProvider time) : IAsyncDisposable
{
    private const int Frame = Sound.Telephone / 50;
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(20);

    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource closing = new();
    private readonly SemaphoreSlim sending = new(1);
    private readonly Lock gate = new();
    private readonly Queue<byte> speech = new();
    private readonly Queue<(string Name, long Due)> marks = new();
    private readonly string streamSid = $"MZ{Guid.NewGuid():N}";
    private long playedUntil;
    private Task running = Task.CompletedTask;

    /// <summary>Who said what, as the server shows it.</summary>
    public event Action<string, string>? Captioned;

    /// <summary>Sound has come, to be played after what came before; 8 kHz µ-law.</summary>
    public event Action<byte[]>? Sounded;

    /// <summary>What has not been played yet will not be.</summary>
    public event Action? Cleared;

    /// <summary>What the telephone hears besides the caller, sample by sample: a television, an echo.</summary>
    public Func<short>? Room { get; init; }

    /// <summary>The server's word for where the call stands: listening, thinking, speaking, waiting, bridged, deaf.</summary>
    public event Action<string>? StateChanged;

    /// <summary>How the call ended, once it has.</summary>
    public CallEnd? End { get; private set; }

    /// <summary>The line is down.</summary>
    public bool IsOver => running.IsCompleted;

    /// <summary>Everything that came has been played.</summary>
    public bool IsQuiet
    {
        get
        {
            lock (gate)
            {
                return marks.Count == 0 && time.GetTimestamp() >= playedUntil;
            }
        }
    }

    /// <summary>Everything that was to be sent has been.</summary>
    public bool HasSpoken
    {
        get
        {
            lock (gate)
            {
                return speech.Count == 0;
            }
        }
    }

    /// <exception cref="WebSocketException">Nobody answers there.</exception>
    public async Task DialAsync(Uri server, string from, string to, CancellationToken cancellation)
    {
        var scheme = server.Scheme is "https" or "wss" ? "wss" : "ws";
        await socket.ConnectAsync(new UriBuilder(server) { Scheme = scheme, Path = Calls.MediaEndpoint.Path }.Uri, cancellation);
        await SendAsync(new { @event = "connected", protocol = "Call", version = "1.0.0" });
        await SendAsync(new
        {
            @event = "start",
            start = new
            {
                streamSid,
                callSid = $"CA{Guid.NewGuid():N}",
                mediaFormat = new { encoding = "audio/x-mulaw", sampleRate = Sound.Telephone, channels = 1 },
                customParameters = new { from, to, captions = "on" },
            },
            streamSid,
        });
        running = RunAsync();
    }

    /// <summary>Speaks; returns at once.</summary>
    public void Speak(Sound sound)
    {
        var muLaw = new byte[sound.Samples.Length];
        MuLaw.Encode(sound.Samples.Span, muLaw);
        lock (gate)
        {
            foreach (var sample in muLaw)
            {
                speech.Enqueue(sample);
            }
        }
    }

    public Task TypeAsync(string text) => SendAsync(new { @event = "text", text, final = true, streamSid });

    public Task PressAsync(char key) => SendAsync(new { @event = "dtmf", dtmf = new { track = "inbound_track", digit = key.ToString() }, streamSid });

    public Task HangUpAsync() => SendAsync(new { @event = "stop", streamSid });

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        socket.Dispose();
        sending.Dispose();
        closing.Dispose();
    }

    private async Task RunAsync()
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(closing.Token);
        var sending = StreamAsync(over.Token);
        await HearAsync(closing.Token);
        await over.CancelAsync();
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>A frame every 20 ms by the clock: what a late tick missed is sent with the next.</summary>
    private async Task StreamAsync(CancellationToken cancellation)
    {
        using var tick = new PeriodicTimer(FrameTime, time);
        var frame = new byte[Frame];
        var began = time.GetTimestamp();
        for (var sent = 0L; await tick.WaitForNextTickAsync(cancellation);)
        {
            for (; sent < time.GetElapsedTime(began) / FrameTime; sent++)
            {
                Fill(frame);
                await SendAsync(new { @event = "media", media = new { track = "inbound", chunk = $"{sent + 1}", timestamp = $"{sent * 20}", payload = frame }, streamSid });
            }

            foreach (var name in Reached())
            {
                await SendAsync(new { @event = "mark", mark = new { name }, streamSid });
            }
        }
    }

    private void Fill(byte[] frame)
    {
        lock (gate)
        {
            for (var i = 0; i < frame.Length; i++)
            {
                var sample = speech.TryDequeue(out var spoken) ? spoken : MuLaw.Silence;
                frame[i] = Room is { } room ? Mix(sample, room()) : sample;
            }
        }
    }

    private static byte Mix(byte sample, short room) => MuLaw.Encode((short)Math.Clamp(MuLaw.Decode(sample) + room, short.MinValue, short.MaxValue));

    private List<string> Reached()
    {
        var names = new List<string>();
        lock (gate)
        {
            while (marks.TryPeek(out var mark) && mark.Due <= time.GetTimestamp())
            {
                names.Add(marks.Dequeue().Name);
            }
        }

        return names;
    }

    private async Task HearAsync(CancellationToken cancellation)
    {
        var buffer = new byte[256 * 1024];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
                    length += part.Count;
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellation);
                    return;
                }

                using var message = JsonDocument.Parse(buffer.AsMemory(0, length));
                Take(message.RootElement);
            }
        }
        catch (Exception dropped) when (dropped is WebSocketException or OperationCanceledException)
        {
            // The line is down; End says whether the server had said goodbye.
        }
    }

    private void Take(JsonElement message)
    {
        switch (message.GetProperty("event").GetString())
        {
            case "media":
                var sound = message.GetProperty("media").GetProperty("payload").GetBytesFromBase64();
                Play(sound.Length);
                Sounded?.Invoke(sound);
                break;
            case "mark":
                Mark(message.GetProperty("mark").GetProperty("name").GetString()!);
                break;
            case "clear":
                Clear();
                Cleared?.Invoke();
                break;
            case "caption":
                Captioned?.Invoke(message.GetProperty("who").GetString()!, message.GetProperty("text").GetString()!);
                break;
            case "state":
                StateChanged?.Invoke(message.GetProperty("state").GetString()!);
                break;
            case "ended":
                End = new CallEnd(message.GetProperty("order").GetString(), message.GetProperty("state").GetString()!, message.GetProperty("normal").GetBoolean());
                break;
        }
    }

    private void Play(int samples)
    {
        lock (gate)
        {
            playedUntil = Math.Max(playedUntil, time.GetTimestamp()) + (samples * time.TimestampFrequency / Sound.Telephone);
        }
    }

    private void Mark(string name)
    {
        lock (gate)
        {
            marks.Enqueue((name, playedUntil));
        }
    }

    private void Clear()
    {
        lock (gate)
        {
            playedUntil = 0;
            var names = marks.Select(mark => mark.Name).ToArray();
            marks.Clear();
            foreach (var name in names)
            {
                marks.Enqueue((name, 0));
            }
        }
    }

    private async Task SendAsync(object message)
    {
        await sending.WaitAsync(CancellationToken.None);
        try
        {
            if (socket.State == WebSocketState.Open)
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message)), WebSocketMessageType.Text, true, CancellationToken.None);
            }
        }
        catch (WebSocketException)
        {
            // The server has hung up; the hearing side says so.
        }
        finally
        {
            sending.Release();
        }
    }
}
