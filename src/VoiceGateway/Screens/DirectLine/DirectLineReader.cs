using System.Buffers;
using VoiceGateway.Chat;

namespace VoiceGateway.Screens.DirectLine;

/// <summary>Reads a conversation from a watermark on, as clients are given it.</summary>
internal sealed class DirectLineReader(ChatBook book)
{
    /// <returns>The ActivitySet, the next watermark, and whether anything in it is shown.</returns>
    public async Task<(ArrayBufferWriter<byte> Set, long Next, bool IsShown)> ReadAsync(Chat.Chat chat, long from, CancellationToken cancellation)
    {
        var events = await book.ReadAsync(chat.Id, from, cancellation);
        var needsAll = from > 0 && events.Any(each => each is ChatEvent.HandedOver);
        IReadOnlyList<ChatEvent> before = needsAll ? [.. (await book.ReadAsync(chat.Id, 0, cancellation)).Take((int)from)] : [];
        return (ActivityWriter.Set(chat, events, from, before), from + events.Count, events.Any(ActivityWriter.IsShown));
    }
}
