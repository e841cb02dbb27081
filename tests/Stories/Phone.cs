using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Stories;

/// <summary>A telephone of the town on the line: types what is said, reads captions for what is heard, and returns marks as a phone that plays would.</summary>
internal sealed class Phone : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim sending = new(1);
    private readonly Channel<JsonNode> heard = Channel.CreateUnbounded<JsonNode>();
    private readonly List<string> captions = [];
    private readonly Town town;
    private readonly string number;
    private readonly string self;
    private Task reading = Task.CompletedTask;

    private Phone(Town town, string number, string self)
    {
        this.town = town;
        this.number = number;
        this.self = self;
    }

    /// <summary>Number of the order placed in this call, once it has ended; null for none.</summary>
    public string? Order { get; private set; }

    public bool EndedNormally { get; private set; }

    public static Task<Phone> DialAsync(Town town, string number) =>
        ConnectAsync(new Phone(town, number, self: "caller"), new { from = number, to = "12349", captions = "on" });

    public static async Task<Phone> AnswerAsync(Town town, string number, string self = "operator")
    {
        var ring = await Patience.UntilAsync(
            town.Clock,
            async () => (await town.Http.GetFromJsonAsync<Ring[]>("/local/rings"))!.FirstOrDefault(ring => ring.Phone == number),
            () => $"{number} did not ring");
        return await ConnectAsync(new Phone(town, number, self), new { from = "12349", to = number, call = ring.Call, captions = "on" });
    }

    public Task SaysAsync(string text) => SendAsync(new { @event = "text", text, final = true });

    /// <summary>Has typed so much of a sentence.</summary>
    public Task TypesAsync(string text) => SendAsync(new { @event = "text", text, final = false });

    public Task PressesAsync(char key) => SendAsync(new { @event = "dtmf", dtmf = new { digit = key.ToString() } });

    /// <summary>Listens until the other side is done speaking and has said all of these words, in any order.</summary>
    /// <returns>What was heard.</returns>
    public async Task<string> HearsAsync(params string[] words)
    {
        var turn = await TurnAsync(message => message["event"]!.GetValue<string>() != "caption");
        Assert.All(words, word => Assert.Contains(word, turn, StringComparison.Ordinal));
        return turn;
    }

    /// <summary>Listens until the person whom this phone was joined to has said this.</summary>
    public async Task HearsPersonSayAsync(string words)
    {
        await TurnAsync(message => message["event"]!.GetValue<string>() == "caption" && message["text"]!.GetValue<string>().Contains(words, StringComparison.Ordinal));
    }

    /// <summary>Listens until the other side hangs up, after these words.</summary>
    public async Task HearsGoodbyeAsync(params string[] words)
    {
        var turn = await TurnAsync(message => message["event"]!.GetValue<string>() == "ended");
        Assert.All(words, word => Assert.Contains(word, turn, StringComparison.Ordinal));
    }

    public async Task HangsUpAsync() => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (socket.State == WebSocketState.Open)
        {
            await EndLineAsync();
        }

        await reading.WaitAsync(Patience.Limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        socket.Dispose();
        sending.Dispose();
    }

    private async Task EndLineAsync()
    {
        try
        {
            await SendAsync(new { @event = "stop" });
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The other side has hung up in the same moment.
        }
    }

    private static async Task<Phone> ConnectAsync(Phone phone, object parameters)
    {
        await phone.socket.ConnectAsync(new UriBuilder(phone.town.Http.BaseAddress!) { Scheme = "ws", Path = "/media" }.Uri, CancellationToken.None);
        phone.reading = phone.ReadAsync();
        var id = Guid.NewGuid().ToString("N");
        await phone.SendAsync(new { @event = "connected", protocol = "Call", version = "1.0.0" });
        await phone.SendAsync(new { @event = "start", streamSid = "MZ" + id, start = new { streamSid = "MZ" + id, callSid = "CA" + id, customParameters = parameters } });
        return phone;
    }

    private async Task<string> TurnAsync(Func<JsonNode, bool> isAwaited)
    {
        captions.Clear();
        using var limit = new CancellationTokenSource(Patience.Limit);
        try
        {
            while (await heard.Reader.WaitToReadAsync(limit.Token))
            {
                var message = await heard.Reader.ReadAsync(limit.Token);
                if (Take(message) && isAwaited(message))
                {
                    return string.Concat(captions);
                }
            }

            throw new InvalidOperationException($"{number}: the line went dead after: {string.Concat(captions)}");
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{number} heard only: {string.Concat(captions)}");
        }
    }

    /// <returns>True when something was said, or the other side waits for this phone, or has ended the call.</returns>
    private bool Take(JsonNode message)
    {
        switch (message["event"]!.GetValue<string>())
        {
            case "caption" when message["who"]!.GetValue<string>() != self:
                captions.Add(message["text"]!.GetValue<string>());
                return true;
            case "state":
                return captions.Count > 0 && message["state"]!.GetValue<string>() is "listening" or "waiting" or "bridged";
            case "ended":
                Order = message["order"]?.GetValue<string>();
                EndedNormally = message["normal"]!.GetValue<bool>();
                return true;
            default:
                return false;
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
                    return;
                }

                var message = JsonNode.Parse(buffer.AsSpan(0, length))!;
                if (message["event"]!.GetValue<string>() == "mark")
                {
                    await SendAsync(new { @event = "mark", mark = new { name = message["mark"]!["name"]!.GetValue<string>() } });
                }

                heard.Writer.TryWrite(message);
            }
        }
        catch (WebSocketException)
        {
            // The line is cut: what was heard until then stands.
        }
        finally
        {
            heard.Writer.TryComplete();
        }
    }

    private async Task SendAsync(object message)
    {
        // The reading loop returns marks while the story speaks.
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            sending.Release();
        }
    }

    private sealed record Ring(string Phone, string Call);
}
