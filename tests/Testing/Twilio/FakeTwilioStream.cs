using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace Testing.Twilio;

/// <summary>The media stream of a call, as Twilio speaks it: numbered frames of 20 ms, marks that come back, and nothing that it does not know.</summary>
public sealed class FakeTwilioStream : IAsyncDisposable
{
    private const byte Loud = 0x10;
    private const byte Quiet = 0xFF;
    private static readonly string[] Tracks = ["inbound"];

    private readonly FakeTwilio twilio;
    private readonly ClientWebSocket socket;
    private readonly string sid;
    private readonly SemaphoreSlim sending = new(1);
    private int sequence;
    private int chunk;

    private FakeTwilioStream(FakeTwilio twilio, ClientWebSocket socket)
    {
        this.twilio = twilio;
        this.socket = socket;
        sid = twilio.NewSid("MZ");
        Over = Task.CompletedTask;
    }

    /// <summary>Completes when the hotline has ended the stream.</summary>
    public Task Over { get; private set; }

    /// <summary>Where the hotline wanted it.</summary>
    public required string Address { get; init; }

    /// <summary>Bytes of sound that have come.</summary>
    public int Sound { get; private set; }

    public int Clears { get; private set; }

    public static async Task<FakeTwilioStream> OpenAsync(FakeTwilio twilio, FakeTwilioCall call, XElement verb)
    {
        var address = verb.Attribute("url")!.Value;
        var stream = new FakeTwilioStream(twilio, await twilio.StreamAsync(address)) { Address = address };
        stream.Over = stream.ReadAsync();
        await stream.StartAsync(call.Sid, verb.Elements("Parameter").ToDictionary(each => each.Attribute("name")!.Value, each => each.Attribute("value")!.Value));
        return stream;
    }

    private async Task StartAsync(string callSid, Dictionary<string, string> customParameters)
    {
        await SendAsync(new { @event = "connected", protocol = "Call", version = "1.0.0" });
        await SendAsync(new
        {
            @event = "start",
            sequenceNumber = $"{++sequence}",
            start = new
            {
                accountSid = FakeTwilio.AccountSid,
                streamSid = sid,
                callSid,
                tracks = Tracks,
                mediaFormat = new { encoding = "audio/x-mulaw", sampleRate = 8000, channels = 1 },
                customParameters,
            },
            streamSid = sid,
        });
    }

    public Task SpeaksAsync(int milliseconds) => FramesAsync(Loud, milliseconds);

    public Task PausesAsync(int milliseconds) => FramesAsync(Quiet, milliseconds);

    public Task PressesAsync(char key) =>
        SendAsync(new { @event = "dtmf", streamSid = sid, sequenceNumber = $"{++sequence}", dtmf = new { track = "inbound_track", digit = key.ToString() } });

    /// <summary>The line between Twilio and the hotline is cut; the call goes on.</summary>
    public void Break() => socket.Abort();

    public async ValueTask DisposeAsync()
    {
        await SendAsync(new { @event = "stop", sequenceNumber = $"{++sequence}", streamSid = sid, stop = new { accountSid = FakeTwilio.AccountSid } });
        socket.Abort();
        await Over.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        socket.Dispose();
    }

    private async Task FramesAsync(byte value, int milliseconds)
    {
        var frame = new byte[160];
        Array.Fill(frame, value);
        var payload = Convert.ToBase64String(frame);
        for (var at = 0; at < milliseconds; at += 20)
        {
            await SendAsync(new { @event = "media", sequenceNumber = $"{++sequence}", media = new { track = "inbound", chunk = $"{++chunk}", timestamp = $"{chunk * 20}", payload }, streamSid = sid });
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

                using var message = JsonDocument.Parse(buffer.AsMemory(0, length));
                await TakeAsync(message.RootElement);
            }
        }
        catch (Exception dropped) when (dropped is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The line was dropped.
        }
    }

    private async Task TakeAsync(JsonElement message)
    {
        if (message.GetProperty("streamSid").GetString() != sid)
        {
            twilio.Faults.Enqueue("a message came for another stream");
        }

        switch (message.GetProperty("event").GetString())
        {
            case "media":
                Sound += message.GetProperty("media").GetProperty("payload").GetBytesFromBase64().Length;
                break;
            case "mark":
                await SendAsync(new { @event = "mark", sequenceNumber = $"{++sequence}", streamSid = sid, mark = new { name = message.GetProperty("mark").GetProperty("name").GetString() } });
                break;
            case "clear":
                Clears++;
                break;
            case var strange:
                twilio.Faults.Enqueue($"Twilio takes no '{strange}' on a stream");
                break;
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
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // The hotline has hung up.
        }
        finally
        {
            sending.Release();
        }
    }
}
