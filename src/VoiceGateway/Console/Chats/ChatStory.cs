using VoiceGateway.Chat;
using VoiceGateway.Console.Calls;
using VoiceGateway.Console.Wording;

namespace VoiceGateway.Console.Chats;

/// <summary>A typed conversation as an operator reads it: what was written, and what happened between. Pure.</summary>
internal static class ChatStory
{
    public static IEnumerable<Caption> Tell(IEnumerable<ChatEvent> events, Words t) =>
        events.Select((happened, number) => Line(happened, number, t)).OfType<Caption>();

    private static Caption? Line(ChatEvent happened, int number, Words t) => happened switch
    {
        ChatEvent.Said { By: ChatSpeaker.Chatter } said => new Caption(number, "caller", t["chat.chatter"], said.Text),
        ChatEvent.Said { By: ChatSpeaker.Operator } said => new Caption(number, "operator", said.Name ?? t["call.operator"], said.Text),
        ChatEvent.Said said => new Caption(number, "bot", t["call.bot"], said.Text),
        ChatEvent.Linked linked => Note(number, happened, t, t.Say("chat.linked", ("phone", linked.Phone))),
        ChatEvent.HandedOver over => Note(number, happened, t, t.Say("chat.waits", ("why", t.OrItself("escalation", over.Reason)))),
        ChatEvent.HandedBack => Note(number, happened, t, t["chat.handed-back"]),
        ChatEvent.Ended => Note(number, happened, t, t["chat.over"]),
        _ => null,
    };

    private static Caption Note(int number, ChatEvent happened, Words t, string text) => new(number, "note", Words.Clock(happened.At), text);
}
