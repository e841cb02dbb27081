using DialogBot;
using DialogBot.Understanding;

namespace VoiceGateway.Chat.Linking;

/// <summary>
/// Finds out for whom a chatter speaks who is not known yet, by a code or a confirmed phone. Danger and the wish for a person do not wait
/// for that.
/// </summary>
internal sealed class Introductions(LinkCodes codes, ElderLinks links, CodeMessenger messenger, Understander understander, ChatLines lines, TimeProvider time)
{
    /// <returns>What is answered; null where it is the bot's to answer.</returns>
    public async Task<IReadOnlyList<ChatEvent>?> AnswerAsync(Chat chat, string text, CancellationToken cancellation)
    {
        if (Identification.Code(text, lines) is { } code)
        {
            return await TakeCodeAsync(chat, code, cancellation);
        }

        if (Identification.Phone(text, lines) is { } phone)
        {
            return await SendCodeAsync(chat, phone, cancellation);
        }

        return CannotWait(chat, text) ? null : [new ChatEvent.Asked(time.GetUtcNow(), text), Say(lines.AskWho)];
    }

    private async Task<IReadOnlyList<ChatEvent>> TakeCodeAsync(Chat chat, string code, CancellationToken cancellation)
    {
        switch (await codes.RedeemAsync(code, chat.Id, chat.Guesser, cancellation))
        {
            case LinkOutcome.Linked(var phone):
                if (chat.User.IsSure)
                {
                    await links.KeepAsync(chat.User.Key, phone, cancellation);
                }

                return [new ChatEvent.Linked(time.GetUtcNow(), phone), Say(lines.Linked)];
            case LinkOutcome.TooMany:
                return [Say(lines.TooManyCodes)];
            default:
                return [Say(lines.WrongCode)];
        }
    }

    private async Task<IReadOnlyList<ChatEvent>> SendCodeAsync(Chat chat, string phone, CancellationToken cancellation) =>
        await codes.IssueForAsync(chat.Id, phone, cancellation) is { } code
            ? [new ChatEvent.CodeSent(time.GetUtcNow(), phone), Say(await messenger.SendAsync(phone, code, cancellation))]
            : [Say(lines.TooManyCodes)];

    private bool CannotWait(Chat chat, string text)
    {
        var reading = understander.Read(Utterance.Typed(text, chat.Id), time.GetUtcNow(), chat.Region);
        return chat.Handover is not null || reading.Danger is not null || reading.Intent is Intent.Operator or Intent.Emergency or Intent.Complaint;
    }

    private ChatEvent.Said Say(string text) => new(time.GetUtcNow(), ChatSpeaker.Bot, null, text);
}
