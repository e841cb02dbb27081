using System.Net;
using System.Threading.Channels;
using System.Xml.Linq;

namespace Testing.Twilio;

/// <summary>A call at Twilio: does what the TwiML says, and hears, says and presses what the test wants.</summary>
public sealed class FakeTwilioCall : IAsyncDisposable
{
    /// <summary>Far more than anything takes; only a test that fails waits so long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private const int MostSteps = 60;

    private readonly FakeTwilio twilio;
    private readonly string statusCallback;
    private readonly Channel<string> turns = Channel.CreateUnbounded<string>();
    private readonly Channel<CallerAct> acts = Channel.CreateUnbounded<CallerAct>();
    private readonly Lock gate = new();
    private readonly List<string> said = [];
    private readonly List<string> since = [];
    private CancellationTokenSource script = new();
    private Task running = Task.CompletedTask;
    private int sequence;
    private XElement? changed;

    internal FakeTwilioCall(FakeTwilio twilio, string sid, string from, string to, string statusCallback)
    {
        this.twilio = twilio;
        this.statusCallback = statusCallback;
        (Sid, From, To) = (sid, from, to);
    }

    public string Sid { get; }

    public string From { get; }

    public string To { get; }

    /// <summary>For a call that the hotline made: how it asked for it.</summary>
    public TwilioRequest? Request { get; init; }

    public bool IsOver { get; private set; }

    /// <summary>The conference that the phone is in.</summary>
    public string? Conference { get; private set; }

    /// <summary>The stream that the call's sound goes over.</summary>
    public FakeTwilioStream? Stream { get; private set; }

    /// <summary>How the recogniser was asked to listen.</summary>
    public XElement? Gather { get; private set; }

    /// <summary>Everything that was said into this phone by Twilio's voice.</summary>
    public string Said
    {
        get
        {
            lock (gate)
            {
                return string.Concat(said);
            }
        }
    }

    /// <summary>Completes when everything that the call does has been done.</summary>
    internal Task Running => running;

    private string Direction => Request is null ? "inbound" : "outbound-api";

    /// <summary>The phone of a call that the hotline made is picked up.</summary>
    public void PickUp() => Answer(null, XElement.Parse(Request!.Field("Twiml")));

    /// <summary>The phone of a call that the hotline made is not picked up.</summary>
    public Task EndsAsync(string status)
    {
        IsOver = true;
        return ReportAsync(status);
    }

    /// <summary>Waits until it is the caller's turn, or the call is over or in a conference, and takes what was said until then.</summary>
    public async Task<string> HearsAsync(params string[] words)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        string turn;
        try
        {
            turn = await turns.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Nothing more was said to {To}. Said: {Said}. Faults: {string.Join("; ", twilio.Faults)}");
        }

        return words.All(word => turn.Contains(word, StringComparison.Ordinal))
            ? turn
            : throw new InvalidOperationException($"'{turn}' does not hold {string.Join(", ", words)}. Faults: {string.Join("; ", twilio.Faults)}");
    }

    public void Says(string text) => acts.Writer.TryWrite(new CallerAct(text, null));

    public void Presses(char key) => acts.Writer.TryWrite(new CallerAct(null, key));

    /// <summary>Says nothing until Twilio no longer waits.</summary>
    public void StaysSilent() => acts.Writer.TryWrite(new CallerAct(null, null));

    /// <summary>What the recogniser makes of the beginning of what is being said.</summary>
    public async Task BeginsToSayAsync(string text)
    {
        var url = Gather?.Attribute("partialResultCallback")?.Value ?? throw new InvalidOperationException("nobody asked for partial results");
        await PostAsync(url, new() { ["UnstableSpeechResult"] = text, ["StableSpeechResult"] = string.Empty, ["SequenceNumber"] = "0" });
    }

    public async Task HangUpAsync()
    {
        await StopAsync();
        if (!IsOver)
        {
            await OverAsync();
        }
    }

    /// <summary>The phone and its stream are gone at once, and the stream does not say so.</summary>
    public async Task DropAsync()
    {
        await script.CancelAsync();
        Stream?.Break();
        await OverAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        script.Dispose();
    }

    internal void Answer(string? url, XElement? document) => running = RunAsync(url, document);

    /// <summary>The hotline wants something else of a call that goes on.</summary>
    internal void Change(TwilioRequest request)
    {
        lock (gate)
        {
            changed = request.Field("Status") == "completed" ? new XElement("Response", new XElement("Hangup")) : XElement.Parse(request.Field("Twiml"));
        }

        script.Cancel();
        if (running.IsCompleted)
        {
            // It was still ringing.
            IsOver = true;
        }
    }

    private async Task StopAsync()
    {
        lock (gate)
        {
            changed = null;
        }

        await script.CancelAsync();
        if (Stream is { } stream)
        {
            await stream.DisposeAsync();
        }
    }

    private async Task RunAsync(string? url, XElement? document)
    {
        await Task.Yield();
        try
        {
            document ??= await FetchAsync(url!, []);
            for (var steps = 0; document is not null; steps++)
            {
                if (steps > MostSteps)
                {
                    twilio.Faults.Enqueue($"the call of {From} goes round and round");
                    break;
                }

                document = await FollowAsync(document);
            }
        }
        catch (OperationCanceledException)
        {
            // The phone was put down.
            return;
        }
        catch (Exception broken)
        {
            twilio.Faults.Enqueue($"the call of {From} broke: {broken.Message}");
        }

        await OverAsync();
    }

    private async Task OverAsync()
    {
        IsOver = true;
        Conference = null;
        EndTurn();
        turns.Writer.TryComplete();
        await ReportAsync("completed");
    }

    private async Task<XElement?> FollowAsync(XElement document)
    {
        try
        {
            return await DoAsync(document);
        }
        catch (OperationCanceledException) when (Changed() is not null)
        {
            script.Dispose();
            script = new CancellationTokenSource();
            lock (gate)
            {
                (document, changed) = (changed!, null);
            }

            return document;
        }
    }

    private XElement? Changed()
    {
        lock (gate)
        {
            return changed;
        }
    }

    /// <returns>What to go on with, or null where the call ends.</returns>
    private async Task<XElement?> DoAsync(XElement document)
    {
        foreach (var verb in document.Elements())
        {
            switch (verb.Name.LocalName)
            {
                case "Say":
                    Say(verb);
                    break;
                case "Pause":
                    break;
                case "Redirect":
                    return await FetchAsync(verb.Value, []);
                case "Gather" when await GatherAsync(verb) is { } next:
                    return next;
                case "Gather":
                    break;
                case "Connect":
                    await ConnectAsync(verb.Element("Stream")!);
                    break;
                case "Dial":
                    return await MeetAsync(verb);
                case "Hangup":
                    return null;
                default:
                    twilio.Faults.Enqueue($"Twilio knows no such verb here: {verb.Name}");
                    break;
            }
        }

        return null;
    }

    private async Task<XElement?> GatherAsync(XElement gather)
    {
        foreach (var say in gather.Elements())
        {
            Say(say);
        }

        Gather = gather;
        EndTurn();
        var act = await acts.Reader.ReadAsync(script.Token);
        Gather = null;
        var input = gather.Attribute("input")!.Value;
        var fields = act switch
        {
            { Key: { } key } => new Dictionary<string, string> { ["Digits"] = key.ToString() },
            { Text: { } text } when input.Contains("speech", StringComparison.Ordinal) => new() { ["SpeechResult"] = text, ["Confidence"] = "0.91" },
            _ when gather.Attribute("actionOnEmptyResult")?.Value == "true" => new() { ["SpeechResult"] = string.Empty },
            _ => null,
        };
        return fields is null ? null : await FetchAsync(gather.Attribute("action")!.Value, fields);
    }

    private async Task ConnectAsync(XElement stream)
    {
        Stream = await FakeTwilioStream.OpenAsync(twilio, this, stream);
        await Stream.Over.WaitAsync(script.Token);
    }

    private async Task<XElement?> MeetAsync(XElement dial)
    {
        Conference = dial.Element("Conference")!.Value;
        var over = twilio.Enter(Conference);
        EndTurn();
        try
        {
            await over.WaitAsync(script.Token);
        }
        finally
        {
            twilio.EndConference(Conference);
            Conference = null;
        }

        return await FetchAsync(dial.Attribute("action")!.Value, new() { ["DialCallStatus"] = "completed" });
    }

    private void Say(XElement say)
    {
        lock (gate)
        {
            said.Add(say.Value);
            since.Add(say.Value);
        }
    }

    private void EndTurn()
    {
        string turn;
        lock (gate)
        {
            turn = string.Concat(since);
            since.Clear();
        }

        turns.Writer.TryWrite(turn);
    }

    private async Task<XElement> FetchAsync(string url, Dictionary<string, string> fields)
    {
        var (status, body) = await PostAsync(url, fields);
        return status == HttpStatusCode.OK ? XElement.Parse(body) : throw new InvalidOperationException($"{url} answered {status}");
    }

    private Task<(HttpStatusCode Status, string Body)> PostAsync(string url, Dictionary<string, string> fields, string status = "in-progress")
    {
        var form = new Dictionary<string, string>(fields)
        {
            ["CallSid"] = Sid,
            ["AccountSid"] = FakeTwilio.AccountSid,
            ["From"] = From,
            ["To"] = To,
            ["CallStatus"] = status,
            ["Direction"] = Direction,
            ["ApiVersion"] = "2010-04-01",
        };
        return twilio.PostAsync(url, form);
    }

    private async Task ReportAsync(string status)
    {
        var url = Request is null ? $"{FakeTwilio.PublicUrl}/twilio/voice/status" : statusCallback;
        var (answer, _) = await PostAsync(url, new() { ["SequenceNumber"] = $"{sequence++}" }, status);
        if (answer is not (HttpStatusCode.OK or HttpStatusCode.NoContent))
        {
            twilio.Faults.Enqueue($"{url} answered {answer}");
        }
    }

    private sealed record CallerAct(string? Text, char? Key);
}
