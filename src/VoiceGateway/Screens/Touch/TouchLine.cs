using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Dispatch.Alarms;
using Dispatch.Ledger;
using Dispatch.Queue;
using Dispatch.Screens;
using Microsoft.Extensions.Options;
using VoiceGateway.Calls;
using VoiceGateway.Calls.Live;
using VoiceGateway.Chat;
using VoiceGateway.Speech;

namespace VoiceGateway.Screens.Touch;

/// <summary>
/// Holds the line to a page while it is open: sends what it shows whenever that changes, speaks what is new in the conversation, and hears
/// the microphone.
/// </summary>
internal sealed partial class TouchLine(
    TouchViews views,
    TouchDesk desk,
    TouchWords words,
    TouchGuests guests,
    ChatBook book,
    ChatBells bells,
    LedgerNews ledger,
    AlarmDesk alarms,
    LiveDesk calls,
    ISpeechSynthesizer voice,
    ISpeechRecognizer recognizer,
    IVoiceActivityFactory ears,
    IOptions<CallOptions> callOptions,
    IOptions<TouchOptions> options,
    TimeProvider time,
    ILogger<TouchLine> logger)
{
    /// <summary>What another machine adds to a conversation is found by looking.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Between two looks at everything, where nothing is heard of any change.</summary>
    private static readonly TimeSpan LookAtAll = TimeSpan.FromSeconds(20);

    private static readonly string[] Kinds = ["order", "elder", ScreenBook.Kind];

    /// <summary>Until the page goes, the pairing is revoked, or the host stops.</summary>
    public async Task HoldAsync(WebSocket webSocket, TouchGuest guest, CancellationToken stopping)
    {
        using var socket = new TouchSocket(webSocket);
        using var open = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await using var mouth = new TouchVoice(socket, voice, guest, open.Token);
        using var ear = new TouchEar(socket, desk, recognizer, ears, callOptions.Value, options.Value, guest, time, open.Token);
        var showing = EndAsync(ShowAsync(socket, mouth, guest, open.Token), open);
        var hearing = EndAsync(HearAsync(socket, mouth, ear, guest, open.Token), open);
        await Task.WhenAll(showing, hearing);
        await EndAsync(ear.FinishAsync(), open);
        await socket.CloseAsync();
    }

    /// <summary>The edge at which a line's exceptions end; with one half of it the other ends.</summary>
    private async Task EndAsync(Task half, CancellationTokenSource open)
    {
        try
        {
            await half;
        }
        catch (Exception ending) when (ending is OperationCanceledException or WebSocketException)
        {
            // The page has gone, or the host stops.
        }
        catch (Exception away) when (away is RedisUnavailableException or LedgerUnavailableException)
        {
            Log.Away(logger, away.Message);
        }
        catch (Exception broken)
        {
            Log.Broke(logger, broken);
        }

        await open.CancelAsync();
    }

    private async Task ShowAsync(TouchSocket socket, TouchVoice mouth, TouchGuest guest, CancellationToken cancellation)
    {
        var news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void Hear() => news.Writer.TryWrite(true);
        void HearLedger(IReadOnlySet<string> kinds)
        {
            if (kinds.Overlaps(Kinds))
            {
                Hear();
            }
        }

        void HearCall(string _) => Hear();
        ledger.Came += HearLedger;
        calls.Changed += HearCall;
        using var listening = alarms.OnChange(_ => Hear());
        try
        {
            await ShowAsync(socket, mouth, guest, news.Reader, cancellation);
        }
        finally
        {
            ledger.Came -= HearLedger;
            calls.Changed -= HearCall;
        }
    }

    private async Task ShowAsync(TouchSocket socket, TouchVoice mouth, TouchGuest guest, ChannelReader<bool> news, CancellationToken cancellation)
    {
        var (shown, spoken, talk, isNews) = ("", -1L, "", false);
        while (await guests.FindAsync(guest.Token, cancellation) is { } now)
        {
            var chat = await desk.FindAsync(now, cancellation);
            var bell = chat is null ? Task.Delay(Timeout.InfiniteTimeSpan, time, cancellation) : bells.NextAsync(chat.Id);
            var view = await views.LookAsync(now.Elder, chat, cancellation);
            var written = JsonSerializer.Serialize(view, TouchSocket.Json);
            if (written != shown)
            {
                await socket.SendAsync(new { view }, cancellation);
                shown = written;
            }

            // What was said before the page was opened is shown, and not said again.
            var number = view.Talk?.Number ?? 0;
            if (view.Talk is { } said && spoken >= 0 && (chat!.Id != talk || number > spoken) && IsNew(await book.ReadAsync(chat.Id, chat.Id == talk ? spoken : 0, cancellation)))
            {
                await mouth.SayAsync(said.Question);
            }

            (spoken, talk) = (number, chat?.Id ?? "");
            // What was heard of may be followed by what is not told: a call has ended, and then its wish is left.
            isNews = await ChangeAsync(news, bell, chat is null && !isNews ? LookAtAll : Look, cancellation);
        }
    }

    private static bool IsNew(IReadOnlyList<ChatEvent> since) => since.Any(each => each is ChatEvent.Said { By: not ChatSpeaker.Chatter });

    /// <returns>Whether anything was heard.</returns>
    private async Task<bool> ChangeAsync(ChannelReader<bool> news, Task bell, TimeSpan atMost, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var heard = news.WaitToReadAsync(enough.Token).AsTask();
        await Task.WhenAny(heard, bell, Task.Delay(atMost, time, enough.Token));
        await enough.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
        return news.TryRead(out _);
    }

    private async Task HearAsync(TouchSocket socket, TouchVoice mouth, TouchEar ear, TouchGuest guest, CancellationToken cancellation)
    {
        while (await socket.ReceiveAsync(cancellation) is var (wish, sound))
        {
            switch (wish?.Do)
            {
                case null:
                    ear.Hear(sound.Span);
                    break;
                case "listen":
                    await mouth.HushAsync();
                    await ear.ListenAsync();
                    break;
                case "stop":
                    ear.Stop();
                    break;
                case "hush":
                    await mouth.HushAsync();
                    break;
                case "speak" when await TextAsync(wish, guest, cancellation) is { } text:
                    await mouth.SayAsync(text, slower: wish.What == "last");
                    break;
            }
        }
    }

    /// <summary>Only what the house says itself can be had spoken.</summary>
    private async Task<string?> TextAsync(TouchWish wish, TouchGuest guest, CancellationToken cancellation)
    {
        if (wish.What is null or "last" or "order" or "help")
        {
            var view = await views.LookAsync(guest.Elder, await desk.FindAsync(guest, cancellation), cancellation);
            return wish.What == "last" ? view.Talk?.Question
                : wish.What == "help" ? view.Alarm?.By is { } by ? words.Page["helpTaken"].Replace("{name}", by, StringComparison.Ordinal) : words.Spoken["helpCalled"]
                : view.Orders.FirstOrDefault(order => order.Number == wish.About) is { } order ? views.Tell(order)
                : null;
        }

        return words.Spoken.GetValueOrDefault(wish.What);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A screen's line ends until its page comes back: {Reason}")]
        public static partial void Away(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "A screen's line broke")]
        public static partial void Broke(ILogger logger, Exception exception);
    }
}
