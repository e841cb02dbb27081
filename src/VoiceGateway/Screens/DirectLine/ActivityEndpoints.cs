using System.Text.Json;
using Microsoft.Extensions.Options;
using VoiceGateway.Chat;

namespace VoiceGateway.Screens.DirectLine;

/// <summary>Activities of one conversation: posted and read.</summary>
internal sealed class ActivityEndpoints(ChatReception reception, ChatBook book, DirectLineReader reader, IOptions<ChatOptions> options, TimeProvider time)
{
    public async Task<IResult> PostAsync(HttpContext context, string id)
    {
        JsonElement body;
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            body = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return DirectLineError.MalformedData("The body is not JSON");
        }

        return IncomingActivity.Read(body) is { } activity
            ? await TakeAsync(id, activity, context.RequestAborted)
            : DirectLineError.MissingProperty("An activity has a type and a sender: type, from.id");
    }

    public async Task<IResult> ReadAsync(HttpContext context, string id)
    {
        if (ConversationEndpoints.Watermark(context.Request) is not { } from)
        {
            return DirectLineError.BadArgument("The watermark is not one of ours");
        }

        if (await book.FindAsync(id, context.RequestAborted) is not { } chat)
        {
            return DirectLineError.NotFound();
        }

        var (set, _, _) = await reader.ReadAsync(chat, from, context.RequestAborted);
        return new WrittenJson(set);
    }

    private async Task<IResult> TakeAsync(string id, IncomingActivity activity, CancellationToken cancellation)
    {
        switch (activity)
        {
            case { Type: "message", Text: null or "" }:
                return DirectLineError.BadArgument("A message has a text; attachments are not taken");
            case { Type: "message", Text.Length: var length } when length > options.Value.LongestMessage:
                return DirectLineError.TooBig($"A message has at most {options.Value.LongestMessage} characters");
            case { Type: "message" }:
                var message = new ChatMessage(activity.Text!, activity.From, activity.ClientId, activity.ChannelData);
                return await AnswerAsync(id, await reception.TakeAsync(id, message, cancellation), activity.ExpectsReplies, cancellation);
            case { Type: "event", Name: { Length: > 0 } name }:
                var signal = new ChatEvent.Signalled(time.GetUtcNow(), activity.From, name, activity.Value) { ClientId = activity.ClientId, Data = activity.ChannelData };
                return await AnswerAsync(id, await reception.SignalAsync(id, signal, cancellation), activity.ExpectsReplies, cancellation);
            case { Type: "endOfConversation" }:
                return await AnswerAsync(id, await reception.EndAsync(id, cancellation), activity.ExpectsReplies, cancellation);
            default:
                // Typing and the like: of the moment, and kept nowhere.
                return await book.FindAsync(id, cancellation) is { } chat ? Posted(ActivityWriter.IdOf(id, chat.Length)) : DirectLineError.NotFound();
        }
    }

    private async Task<IResult> AnswerAsync(string id, ChatAnswer? answer, bool withReplies, CancellationToken cancellation)
    {
        if (answer is null)
        {
            return DirectLineError.NotFound();
        }

        var name = ActivityWriter.IdOf(id, answer.Number);
        if (!withReplies || await book.FindAsync(id, cancellation) is not { } chat)
        {
            return Posted(name);
        }

        IReadOnlyList<ChatEvent> before = answer.Replies.Any(each => each is ChatEvent.HandedOver) ? await book.ReadAsync(id, 0, cancellation) : [];
        return new WrittenJson(ActivityWriter.Set(chat, answer.Replies, answer.Number + 1, [.. before.Take((int)answer.Number + 1)], name));
    }

    private static IResult Posted(string id) => Results.Json(new { id });
}
