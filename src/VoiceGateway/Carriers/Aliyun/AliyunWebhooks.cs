using System.Security.Cryptography;
using System.Text;
using Dispatch;
using Dispatch.Registry;
using Microsoft.Extensions.Options;

namespace VoiceGateway.Carriers.Aliyun;

/// <summary>
/// What Aliyun posts: what people wrote (SmsUp) and what became of messages (SmsReport), several at a time, again after one, five and ten
/// minutes where it was not taken. It signs nothing; a secret in the address says that it is Aliyun.
/// </summary>
internal static partial class AliyunWebhooks
{
    private const string Base = "/aliyun/{key}";

    // Aliyun reads the code alone.
    private static readonly object Taken = new { code = 0, msg = "OK" };

    public static void MapAliyun(this WebApplication app)
    {
        var webhooks = app.MapGroup(Base);
        webhooks.AddEndpointFilter(async (context, next) =>
        {
            var key = context.HttpContext.RequestServices.GetRequiredService<IOptions<AliyunOptions>>().Value.CallbackKey;
            var given = context.HttpContext.Request.RouteValues["key"]?.ToString() ?? string.Empty;
            return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(key))
                ? await next(context)
                : Results.StatusCode(StatusCodes.Status403Forbidden);
        });
        webhooks.MapPost("/replies", HearAsync);
        webhooks.MapPost("/reports", HearReportsAsync);
    }

    private static Task<IResult> HearAsync(AliyunReply[] replies, SmsIntake intake, OptOuts optOuts, ILogger<SmsIntake> logger, CancellationToken cancellation) =>
        TakeAsync(replies, async reply =>
        {
            if (!await optOuts.TakeAsync(PhoneNumber.Normalise(reply.PhoneNumber), reply.Content, cancellation))
            {
                await intake.HearAsync($"aliyun-{reply.SequenceId}", reply.PhoneNumber, reply.Content, cancellation);
            }
        }, logger, cancellation);

    private static Task<IResult> HearReportsAsync(AliyunReport[] reports, HearDelivery hear, ILogger<SmsIntake> logger, CancellationToken cancellation) =>
        TakeAsync(
            reports.Where(report => !string.IsNullOrEmpty(report.OutId)),
            report => hear(new SmsReport(report.OutId!, report.State, report.Success ? null : report.ErrorCode), cancellation),
            logger,
            cancellation);

    /// <summary>All of them or, where one breaks, all of them again: each is heard once.</summary>
    private static async Task<IResult> TakeAsync<T>(IEnumerable<T> all, Func<T, Task> take, ILogger logger, CancellationToken cancellation)
    {
        try
        {
            foreach (var each in all)
            {
                await take(each);
            }

            return Results.Json(Taken);
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            Log.NotHeard(logger, broken);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The desk could not read what Aliyun posted; it is posted again")]
        public static partial void NotHeard(ILogger logger, Exception exception);
    }
}
