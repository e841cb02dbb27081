namespace VoiceGateway.Chat;

/// <summary>A typed conversation as the board shows it.</summary>
/// <param name="MindId">As the bot, the alarms and the desk know it.</param>
/// <param name="Length">Number of its events: of two tidings the longer is true.</param>
/// <param name="Phone">Of whom the chatter speaks for; null while that is not known.</param>
/// <param name="At">When something happened last.</param>
/// <param name="By">Who wrote <paramref name="Text"/>, the last line of it.</param>
internal sealed record LiveChat(
    string Id,
    string MindId,
    long Length,
    string Region,
    string Channel,
    string? Phone,
    DateTimeOffset Since,
    DateTimeOffset At,
    ChatHandover? Handover,
    bool Ended,
    ChatSpeaker? By,
    string? Text)
{
    public static LiveChat Of(Chat chat) => new(
        chat.Id, chat.MindId, chat.Length, chat.Region, chat.User.Channel, chat.Phone, chat.Since, chat.At, chat.Handover, chat.Ended, chat.Last?.By, chat.Last?.Text);
}
