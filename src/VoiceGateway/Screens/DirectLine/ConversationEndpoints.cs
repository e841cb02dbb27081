using System.Globalization;
using System.Text.Json;
using Dispatch.Queue;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using VoiceGateway.Calls;
using VoiceGateway.Chat;

namespace VoiceGateway.Screens.DirectLine;

/// <summary>Tokens, and the beginning of conversations and of their streams.</summary>
internal sealed class ConversationEndpoints(
    DirectLineTokens tokens, ChatReception reception, ChatBook book, ActivityStream stream, IOptions<DirectLineOptions> options, IOptions<CallOptions> calls)
{
    private const int LongestUser = 200;

    /// <summary>A token for a new conversation: for who has the secret.</summary>
    public async Task<IResult> GenerateAsync(HttpContext context, DirectLinePass pass)
    {
        if (!pass.IsSecret)
        {
            return DirectLineError.Forbidden("A token is made with the secret");
        }

        var (user, refusal) = await UserAsync(context);
        return refusal ?? Results.Json(Granted(NewId(), options.Value.IsLocal ? null : user));
    }

    /// <summary>The same token with more time, for who has one that is still good.</summary>
    public IResult Refresh(DirectLinePass pass) =>
        pass.Conversation is { } conversation ? Results.Json(Granted(conversation, pass.User)) : DirectLineError.BadArgument("Only a token can be refreshed");

    /// <summary>Begins the conversation of the token, or a new one for who has the secret.</summary>
    public async Task<IResult> StartAsync(HttpContext context, DirectLinePass pass)
    {
        var (named, refusal) = await UserAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var id = pass.Conversation ?? NewId();
        var isNew = pass.IsSecret || await book.FindAsync(id, context.RequestAborted) is null;
        // The secret's owner, and nobody else, is believed who the user is.
        var sure = options.Value.IsLocal ? null : pass.IsSecret ? named : pass.User;
        if (isNew)
        {
            await reception.BeginAsync(id, new ChatUser(ChatUser.Typing, sure ?? named ?? "", sure is not null), calls.Value.Region, context.RequestAborted);
        }

        return Results.Json(Begun(context, id, sure, 0), statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>Comes back to a conversation, from a watermark on.</summary>
    public async Task<IResult> ReconnectAsync(HttpContext context, string id, DirectLinePass pass)
    {
        if (Watermark(context.Request) is not { } from)
        {
            return DirectLineError.BadArgument("The watermark is not one of ours");
        }

        return await book.FindAsync(id, context.RequestAborted) is null ? DirectLineError.NotFound() : Results.Json(Begun(context, id, pass.User, from));
    }

    /// <summary>The WebSocket.</summary>
    public async Task<IResult> StreamAsync(HttpContext context, string id, CancellationToken stopping)
    {
        if (!context.WebSockets.IsWebSocketRequest || Watermark(context.Request) is not { } from)
        {
            return DirectLineError.BadArgument("This address takes WebSockets, with a watermark of ours");
        }

        if (await book.FindAsync(id, context.RequestAborted) is not { } chat)
        {
            return DirectLineError.NotFound();
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await stream.FollowAsync(socket, chat, from, stopping);
        return Results.Empty;
    }

    /// <returns>Null where it is none of ours.</returns>
    public static long? Watermark(HttpRequest request)
    {
        var given = request.Query["watermark"].ToString();
        return given.Length == 0 ? 0
            : long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : null;
    }

    /// <summary>The user that a body names, where there is one.</summary>
    private static async Task<(string? User, IResult? Refusal)> UserAsync(HttpContext context)
    {
        // A body that comes in chunks has no length.
        if (context.Request.ContentLength == 0 || context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return (null, null);
        }

        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            var root = body.RootElement;
            var user = root.ValueKind == JsonValueKind.Object && (root.TryGetProperty("user", out var named) || root.TryGetProperty("User", out named))
                && named.ValueKind == JsonValueKind.Object && (named.TryGetProperty("id", out var id) || named.TryGetProperty("Id", out id)) && id.ValueKind == JsonValueKind.String
                ? id.GetString()
                : null;
            return user?.Length > LongestUser ? (null, DirectLineError.BadArgument("The user's id is too long")) : (user is "" ? null : user, null);
        }
        catch (JsonException)
        {
            return (null, DirectLineError.MalformedData("The body is not JSON"));
        }
    }

    private Token Granted(string conversation, string? user) => new(conversation, tokens.Make(conversation, user), tokens.LifetimeSeconds);

    private Conversation Begun(HttpContext context, string id, string? user, long from)
    {
        var given = options.Value.PublicUrl.TrimEnd('/');
        var address = given.Length > 0 ? given : $"{context.Request.Scheme}://{context.Request.Host}";
        var stream = string.Create(
            CultureInfo.InvariantCulture,
            $"ws{address[Uri.UriSchemeHttp.Length..]}{DirectLineDoor.Base}/conversations/{id}/stream?watermark={from}&t={tokens.MakeForStream(id, user)}");
        return new Conversation(id, tokens.Make(id, user), tokens.LifetimeSeconds, stream);
    }

    private static string NewId() => $"chat-{Guid.NewGuid():N}";

    private sealed record Token(
        [property: System.Text.Json.Serialization.JsonPropertyName("conversationId")] string ConversationId,
        [property: System.Text.Json.Serialization.JsonPropertyName("token")] string Text,
        [property: System.Text.Json.Serialization.JsonPropertyName("expires_in")] int ExpiresIn);

    private sealed record Conversation(
        [property: System.Text.Json.Serialization.JsonPropertyName("conversationId")] string ConversationId,
        [property: System.Text.Json.Serialization.JsonPropertyName("token")] string Token,
        [property: System.Text.Json.Serialization.JsonPropertyName("expires_in")] int ExpiresIn,
        [property: System.Text.Json.Serialization.JsonPropertyName("streamUrl")] string StreamUrl);
}
