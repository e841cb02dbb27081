using VoiceGateway.Media;
using VoiceGateway.Media.Beat;

namespace VoiceGateway.Calls;

/// <summary>
/// <c>/media</c>: the WebSocket on which a carrier streams a call's sound, in the messages of Twilio's Media Streams. The local
/// carrier's phones speak the same, with captions, states and typed speech beside (see <see cref="MediaMessageWriter"/>).
/// </summary>
internal static partial class MediaEndpoint
{
    public const string Path = "/media";

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(10);

    public static IEndpointConventionBuilder MapMedia(this IEndpointRouteBuilder app) =>
        app.MapGet(Path, AnswerAsync);

    private static async Task<IResult> AnswerAsync(
        HttpContext context, Exchange exchange, AdmitStream admit, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<Exchange> logger)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            return Results.BadRequest("This address takes WebSockets that speak Media Streams.");
        }

        using var socket = new MediaSocket(await context.WebSockets.AcceptWebSocketAsync(), context.Features.Get<BeatConnection>());
        if (await StartAsync(socket, time, lifetime.ApplicationStopping) is { } start)
        {
            if (!admit(start))
            {
                Log.Strange(logger);
                return Results.Empty;
            }

            await exchange.ConnectAsync(socket, start, lifetime.ApplicationStopping);
        }

        return Results.Empty;
    }

    private static async Task<MediaStart?> StartAsync(MediaSocket socket, TimeProvider time, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(StartPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            while (await socket.ReceiveAsync(either.Token) is { } message)
            {
                if (message.Start is { } start)
                {
                    return start;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody began a call.
        }

        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A media stream that belongs to no call was refused")]
        public static partial void Strange(ILogger logger);
    }
}
