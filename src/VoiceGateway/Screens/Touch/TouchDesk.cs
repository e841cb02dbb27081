using DialogBot;
using Dispatch.Alarms;
using Dispatch.Queue;
using Microsoft.Extensions.Options;
using VoiceGateway.Chat;

namespace VoiceGateway.Screens.Touch;

/// <summary>
/// Does what is tapped and said at a touch screen: a conversation like any other that is typed, kept, and seen by operators; one at a time
/// on a screen. Each method throws <see cref="RedisUnavailableException"/> where the conversation cannot be kept.
/// </summary>
internal sealed partial class TouchDesk(
    ChatReception reception, ChatBook book, StateShelf shelf, AlarmDesk alarms, Bot bot, IOptions<ChatOptions> options, TimeProvider time, ILogger<TouchDesk> logger)
{
    private const string Door = "touch";

    /// <summary>Nobody in danger waits for a conversation to be found.</summary>
    private static readonly TimeSpan AlarmPatience = TimeSpan.FromSeconds(1);

    /// <summary>The conversation that is under way on a screen.</summary>
    public async Task<Chat.Chat?> FindAsync(TouchGuest guest, CancellationToken cancellation) =>
        await shelf.TakeAsync(Name(guest), cancellation) is var (id, _) && id.Length > 0 && await book.FindAsync(id, cancellation) is { Ended: false } chat ? chat : null;

    /// <summary>The elder said something, or tapped what they could have said.</summary>
    public async Task SayAsync(TouchGuest guest, ChatMessage message, CancellationToken cancellation)
    {
        var chat = await TalkAsync(guest, greets: false, cancellation);
        await reception.TakeAsync(chat.Id, message, cancellation);
    }

    /// <summary>Goes on with what the elder left unfinished elsewhere.</summary>
    public Task TakeUpAsync(TouchGuest guest, CancellationToken cancellation) => TalkAsync(guest, greets: true, cancellation);

    /// <summary>The elder has turned away. What was not confirmed is not ordered; whoever waits for a person goes on waiting.</summary>
    public async Task LeaveAsync(TouchGuest guest, CancellationToken cancellation)
    {
        if (await FindAsync(guest, cancellation) is { } chat && (chat.Handover is null || IsRescued(chat, guest)))
        {
            await reception.EndAsync(chat.Id, cancellation);
        }
    }

    /// <summary>The red button, pressed twice. People are rung, whether or not anything can be kept.</summary>
    /// <param name="pressId">The page's own name of the press: sent again, it is one.</param>
    public async Task CallForHelpAsync(TouchGuest guest, string pressId, CancellationToken cancellation)
    {
        try
        {
            var chat = await TalkAsync(guest, greets: false, cancellation).WaitAsync(AlarmPatience, time, cancellation);
            if (await reception.CallForHelpAsync(chat.Id, pressId, cancellation) is not null)
            {
                return;
            }
        }
        catch (Exception broken) when (broken is RedisUnavailableException or TimeoutException)
        {
            Log.NotKept(logger, broken.Message);
        }

        await bot.KeyAsync(new IncomingCall($"{Door}-{guest.Screen.Id}-help", guest.Phone, "screen", guest.Elder.Region), '*', pressId, cancellation);
    }

    /// <summary>Looks for danger in what is still being said.</summary>
    public async Task<bool> WatchAsync(TouchGuest guest, string words, CancellationToken cancellation) =>
        await bot.WatchAsync((await TalkAsync(guest, greets: false, cancellation)).Call, words, cancellation);

    private async Task<Chat.Chat> TalkAsync(TouchGuest guest, bool greets, CancellationToken cancellation)
    {
        var (kept, version) = await shelf.TakeAsync(Name(guest), cancellation) ?? ("", 0);
        if (kept.Length > 0 && await book.FindAsync(kept, cancellation) is { Ended: false } chat)
        {
            if (!chat.IsOver && !IsRescued(chat, guest))
            {
                return chat;
            }

            await reception.EndAsync(chat.Id, cancellation);
        }

        var begun = await reception.BeginForAsync($"{Door}-{Guid.NewGuid():N}", new ChatUser(Door, guest.Screen.Id, IsSure: true), guest.Elder.Region, guest.Phone, greets, cancellation);
        // Of two taps at once the first begins the conversation of both.
        return await shelf.PutAsync(Name(guest), begun.Id, version, options.Value.Keep, cancellation) ? begun : await TalkAsync(guest, greets, cancellation);
    }

    /// <summary>The alarm that was raised in a conversation is over, and no operator has it: nobody need be waited for any more.</summary>
    private bool IsRescued(Chat.Chat chat, TouchGuest guest) =>
        chat.Handover is { Reason: ChatVoice.Danger, OperatorId: null } && TouchAlarm.Of(alarms, guest.Elder) is null;

    private static string Name(TouchGuest guest) => $"touch-talk:{guest.Screen.Id}";

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A call for help from a screen is not kept in a conversation: {Reason}")]
        public static partial void NotKept(ILogger logger, string reason);
    }
}
