using DialogBot;

namespace VoiceGateway.Chat;

/// <summary>Turns what the bot answers into what stands in the conversation. Pure.</summary>
internal static class ChatVoice
{
    /// <summary>Why people are fetched where there is danger.</summary>
    public const string Danger = "danger";

    public static IEnumerable<ChatEvent> Events(Reply reply, Chat chat, ChatLines lines, DateTimeOffset now)
    {
        if (reply.Sentences.Count > 0)
        {
            yield return new ChatEvent.Said(now, ChatSpeaker.Bot, null, reply.Text) { Choices = Choices(reply, lines), Closes = reply.Next == NextStep.HangUp };
        }

        if (chat.Handover is null && Handover(reply, chat, lines, now) is { } handover)
        {
            yield return handover;
        }
    }

    /// <summary>Answers that may be tapped; spoken doors show them too.</summary>
    public static IReadOnlyList<string> Choices(Reply reply, ChatLines lines) => reply switch
    {
        { Next: not NextStep.Listen } => [],
        { Conversation: "AnythingElse" } => lines.NothingElse,
        { Expects: DialogBot.Understanding.Expectation.YesOrNo } => lines.YesOrNo,
        { Conversation: "Wish" } => lines.Wishes,
        { Conversation: "When" } => lines.Times,
        { Conversation: "Hour" } => lines.Hours,
        { Conversation: "WhatWrong" } => lines.Wrong,
        _ => [],
    };

    private static ChatEvent.HandedOver? Handover(Reply reply, Chat chat, ChatLines lines, DateTimeOffset now) => reply switch
    {
        { Handover: { } handover } => new ChatEvent.HandedOver(now, handover.Reason, handover.Summary),
        { Next: NextStep.AwaitRescue } => new ChatEvent.HandedOver(now, Danger, lines.HandoverDanger.Replace("{phone}", chat.Phone ?? "", StringComparison.Ordinal)),
        _ => null,
    };
}
