using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VoiceGateway.Tests.Calls;

/// <summary>A telephone on the line: speaks Media Streams as a carrier does, and writes down what it hears.</summary>
internal sealed class Telephone : IAsyncDisposable
{
    private const byte Loud = 0x10;
    private const byte Quiet = 0xFF;

    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim sending = new(1);
    private readonly List<JsonElement> heard = [];
    private readonly List<string> held = [];
    private Task reading = Task.CompletedTask;

    public string Sid { get; private init; } = $"CA{Guid.NewGuid():N}";

    /// <summary>False for a far end whose marks are held until they are let go.</summary>
    public bool ReturnsMarks { get; set; } = true;

    public bool IsOver => reading.IsCompleted;

    /// <param name="broken">Whose line has broken, which this one opens again.</param>
    public static async Task<Telephone> DialAsync(LineHouse house, string from = Town.ElderPhone, bool captions = true, string? call = null, Telephone? broken = null)
    {
        var phone = broken is null ? new Telephone() : new Telephone { Sid = broken.Sid };
        var address = new UriBuilder(house.Address) { Scheme = "ws", Path = "/media" }.Uri;
        await phone.socket.ConnectAsync(address, CancellationToken.None);
        phone.reading = phone.ReadAsync();
        var parameters = new JsonObject { ["from"] = from, ["to"] = "12349" };
        if (captions)
        {
            parameters["captions"] = "on";
        }

        if (broken is not null)
        {
            parameters["again"] = "1";
        }

        if (call is not null)
        {
            parameters["call"] = call;
        }

        await phone.SendAsync(new { @event = "connected", protocol = "Call", version = "1.0.0" });
        await phone.SendAsync(new { @event = "start", start = new { streamSid = "MZ1", callSid = phone.Sid, customParameters = parameters }, streamSid = "MZ1" });
        return phone;
    }

    public IReadOnlyList<JsonElement> Heard
    {
        get
        {
            lock (heard)
            {
                return [.. heard];
            }
        }
    }

    /// <summary>Everything that was said by one side, in one string.</summary>
    public string Said(string who) =>
        string.Concat(Heard.Where(message => Is(message, "caption") && message.GetProperty("who").GetString() == who).Select(message => message.GetProperty("text").GetString()));

    public int Count(string kind) => Heard.Count(message => Is(message, kind));

    public string? State => Heard.LastOrDefault(message => Is(message, "state")) is { ValueKind: JsonValueKind.Object } last ? last.GetProperty("state").GetString() : null;

    public JsonElement Ended => Heard.Single(message => Is(message, "ended"));

    /// <summary>Milliseconds of sound that have come.</summary>
    public int Sound => Heard.Where(message => Is(message, "media")).Sum(message => Convert.FromBase64String(message.GetProperty("media").GetProperty("payload").GetString()!).Length) / 8;

    public Task SpeakAsync(int milliseconds) => FramesAsync(Loud, milliseconds);

    public Task PauseAsync(int milliseconds) => FramesAsync(Quiet, milliseconds);

    public Task PressAsync(char key) => SendAsync(new { @event = "dtmf", dtmf = new { track = "inbound_track", digit = key.ToString() } });

    public Task TypeAsync(string text, bool final = true) => SendAsync(new { @event = "text", text, final });

    public Task HangUpAsync() => SendAsync(new { @event = "stop" });

    /// <summary>What was held has now been played.</summary>
    public async Task ReturnMarksAsync()
    {
        ReturnsMarks = true;
        string[] names;
        lock (heard)
        {
            names = [.. held];
            held.Clear();
        }

        foreach (var name in names)
        {
            await SendAsync(new { @event = "mark", mark = new { name } });
        }
    }

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        await reading;
        socket.Dispose();
        sending.Dispose();
    }

    private async Task FramesAsync(byte value, int milliseconds)
    {
        var frame = new byte[160];
        Array.Fill(frame, value);
        var payload = Convert.ToBase64String(frame);
        for (var at = 0; at < milliseconds; at += 20)
        {
            await SendAsync(new { @event = "media", media = new { track = "inbound", chunk = "1", timestamp = "20", payload } });
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                    length += part.Count;
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    return;
                }

                await TakeAsync(JsonDocument.Parse(buffer.AsMemory(0, length).ToArray()).RootElement);
            }
        }
        catch (Exception dropped) when (dropped is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The line was dropped.
        }
    }

    private async Task TakeAsync(JsonElement message)
    {
        lock (heard)
        {
            heard.Add(message);
            if (Is(message, "mark"))
            {
                held.Add(message.GetProperty("mark").GetProperty("name").GetString()!);
            }
        }

        if ((Is(message, "mark") && ReturnsMarks) || Is(message, "clear"))
        {
            var before = ReturnsMarks;
            await ReturnMarksAsync();
            ReturnsMarks = before;
        }
    }

    private async Task SendAsync(object message)
    {
        await sending.WaitAsync();
        try
        {
            if (socket.State == WebSocketState.Open)
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message)), WebSocketMessageType.Text, true, CancellationToken.None);
            }
        }
        catch (WebSocketException)
        {
            // The house has hung up.
        }
        finally
        {
            sending.Release();
        }
    }

    private static bool Is(JsonElement message, string kind) => message.GetProperty("event").GetString() == kind;
}
