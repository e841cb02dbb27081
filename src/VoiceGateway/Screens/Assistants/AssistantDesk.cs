using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using DialogBot;
using Dispatch.Queue;
using Microsoft.Extensions.Options;
using VoiceGateway.Calls;
using VoiceGateway.Chat;

namespace VoiceGateway.Screens.Assistants;

/// <summary>
/// Answers the platforms of smart screens and speakers. A session there is a conversation as any other that is typed: linked to an elder,
/// kept, seen by operators. The answer comes within the platforms' time, or a word that it will; then the next turn gets it.
/// </summary>
internal sealed partial class AssistantDesk(
    ChatReception reception, ChatBook book, Bot bot, ChatLines lines, IOptions<AssistantOptions> options, IOptions<CallOptions> calls, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<AssistantDesk> logger)
    : IHostedService
{
    private readonly ConcurrentDictionary<string, Task<AssistantReply>> late = new(StringComparer.Ordinal);

    public async Task<AssistantReply> AnswerAsync(AssistantRequest request, CancellationToken cancellation)
    {
        var id = ChatId(request);
        if (late.TryRemove(id, out var owed) && request.Kind == AssistantRequestKind.Spoken && !await IsDangerAsync(id, request.Words, cancellation))
        {
            return await WithinAsync(id, owed, cancellation);
        }

        return await WithinAsync(id, GuardedAsync(id, request), cancellation);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What has been begun is finished.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(late.Values).WaitAsync(cancellationToken);

    private async Task<AssistantReply> WithinAsync(string id, Task<AssistantReply> finding, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(finding, Task.Delay(options.Value.Budget, time, enough.Token));
        await enough.CancelAsync();
        if (finding.IsCompleted)
        {
            return await finding;
        }

        late[id] = finding;
        return new AssistantReply(lines.OneMoment, [], Listens: true, IsOver: false);
    }

    /// <summary>The edge at which a turn's exceptions end. Not bound to the request: an order that is being placed is placed.</summary>
    private async Task<AssistantReply> GuardedAsync(string id, AssistantRequest request)
    {
        await Task.Yield();
        try
        {
            return await FindAsync(id, request, lifetime.ApplicationStopping);
        }
        catch (RedisUnavailableException away)
        {
            Log.NotKept(logger, away.Message);
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !lifetime.ApplicationStopping.IsCancellationRequested)
        {
            Log.Broke(logger, broken);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }

        return new AssistantReply(lines.Fault, [], Listens: false, IsOver: true);
    }

    private Task<AssistantReply> FindAsync(string id, AssistantRequest request, CancellationToken cancellation) => request.Kind switch
    {
        AssistantRequestKind.Closed => CloseAsync(id, cancellation),
        AssistantRequestKind.Spoken when request.Words.Length > 0 => HearAsync(id, request, cancellation),
        _ => OpenAsync(id, request, cancellation),
    };

    private async Task<AssistantReply> OpenAsync(string id, AssistantRequest request, CancellationToken cancellation)
    {
        await BeginAsync(id, request, cancellation);
        return Reply(await book.ReadAsync(id, 0, cancellation));
    }

    private async Task<AssistantReply> HearAsync(string id, AssistantRequest request, CancellationToken cancellation)
    {
        var chat = await BeginAsync(id, request, cancellation);
        var words = request.Words.Length > LongestWords ? request.Words[..LongestWords] : request.Words;
        if (await reception.TakeAsync(id, new ChatMessage(words, ClientId: request.Id), cancellation) is not { } answer)
        {
            return new AssistantReply(lines.Fault, [], Listens: false, IsOver: true);
        }

        // A request that comes again gets what was answered then; an operator's words are told with the next turn.
        var replies = answer.Replies.Count > 0 ? answer.Replies
            : [.. (await book.ReadAsync(id, answer.Number + 1, cancellation)).TakeWhile(each => each is not ChatEvent.Said { By: ChatSpeaker.Chatter })];
        var told = chat.Handover is { OperatorId: not null } ? await UntoldAsync(id, answer.Number, cancellation) : [];
        return Reply([.. told, .. replies]);
    }

    private async Task<AssistantReply> CloseAsync(string id, CancellationToken cancellation)
    {
        if (await book.FindAsync(id, cancellation) is { Handover: null })
        {
            // Whoever waits for a person is called back; the rest is over.
            await reception.EndAsync(id, cancellation);
        }

        return new AssistantReply("", [], Listens: false, IsOver: true);
    }

    private async Task<Chat.Chat> BeginAsync(string id, AssistantRequest request, CancellationToken cancellation) =>
        await book.FindAsync(id, cancellation) is { Ended: false } chat ? chat : await reception.BeginAsync(id, request.User, calls.Value.Region, cancellation);

    private async Task<IReadOnlyList<ChatEvent>> UntoldAsync(string id, long number, CancellationToken cancellation) =>
        [.. (await book.ReadAsync(id, 0, cancellation)).Take((int)number).Reverse()
            .TakeWhile(each => each is not ChatEvent.Said { By: ChatSpeaker.Chatter }).Where(each => each is ChatEvent.Said { By: ChatSpeaker.Operator }).Reverse()];

    private AssistantReply Reply(IReadOnlyList<ChatEvent> events)
    {
        var said = events.OfType<ChatEvent.Said>().ToList();
        var text = said.Count > 0 ? string.Concat(said.Select(each => each.Text)) : lines.PassedOn;
        var isOver = said.Count > 0 && said[^1].Closes;
        var waits = events.Any(each => each is ChatEvent.HandedOver { Reason: not ChatVoice.Danger });
        return new AssistantReply(waits ? text + lines.CalledBack : text, said.Count > 0 ? said[^1].Choices : [], Listens: !isOver && !waits, isOver);
    }

    private async Task<bool> IsDangerAsync(string id, string words, CancellationToken cancellation) =>
        await book.FindAsync(id, cancellation) is { } chat && await bot.WatchAsync(chat.Call, words, cancellation);

    /// <summary>The platforms' names may be long and hold anything; the user's is part of it, so that nobody comes into another's session.</summary>
    private static string ChatId(AssistantRequest request) =>
        $"{request.User.Door}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.User.Id}\n{request.Session}")))[..40]}";

    private const int LongestWords = 1000;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A turn at a smart screen broke")]
        public static partial void Broke(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A turn at a smart screen could not be kept: {Reason}")]
        public static partial void NotKept(ILogger logger, string reason);
    }
}
