namespace VoiceGateway.Carriers.Local;

/// <summary>What the page /sms reads and writes.</summary>
internal static partial class LocalMessages
{
    private const int LongestId = 64;

    public static void MapLocalMessages(this WebApplication app)
    {
        var messages = app.MapGroup("/local/messages").RequireLoopback();
        messages.MapGet("", async (MessageStore store, CancellationToken cancellation) =>
        {
            var (all, readUntil) = await store.AllAsync(cancellation);
            return new { messages = all, readUntil };
        });
        messages.MapPost("", WriteAsync);
        messages.MapPost("/read", ReadAsync);
    }

    /// <summary>A phone writes to the hotline. The same id may be sent again after a failure; it is heard once.</summary>
    private static async Task<IResult> WriteAsync(
        WrittenMessage written, MessageStore store, TownEvents town, SmsIntake intake, TimeProvider time, ILogger<MessageStore> logger, CancellationToken cancellation)
    {
        if (written is not { Id.Length: > 0 and <= LongestId, Phone.Length: > 0 } || string.IsNullOrWhiteSpace(written.Text) || written.Text.Length > SmsIntake.Longest)
        {
            return Results.BadRequest();
        }

        var message = new LocalMessage(written.Id, written.Phone, FromPhone: true, written.Text.Trim(), time.GetUtcNow());
        if (await store.AddAsync(message, cancellation))
        {
            town.Publish(new TownEvent("message", message.Phone, message));
        }

        try
        {
            await intake.HearAsync(message.Id, message.Phone, message.Text, cancellation);
            return Results.Accepted();
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            Log.NotHeard(logger, broken);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IResult> ReadAsync(ReadMark mark, MessageStore store, TownEvents town, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(mark.Phone))
        {
            return Results.BadRequest();
        }

        await store.MarkReadAsync(mark.Phone, mark.Until, cancellation);
        town.Publish(new TownEvent("read", mark.Phone, At: mark.Until));
        return Results.NoContent();
    }

    private sealed record WrittenMessage(string Id, string Phone, string Text);

    private sealed record ReadMark(string Phone, DateTimeOffset Until);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The desk could not read a message; the phone may send it again")]
        public static partial void NotHeard(ILogger logger, Exception exception);
    }
}
