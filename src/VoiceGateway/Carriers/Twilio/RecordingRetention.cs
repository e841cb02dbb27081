using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>
/// Deletes recordings at Twilio once they are older than they may be kept. Only those that were begun over the interface, as ours are: the
/// account may hold others. Several machines may do it at once: what is gone is gone.
/// </summary>
internal sealed partial class RecordingRetention(TwilioApi api, IOptions<TwilioOptions> options, TimeProvider time, ILogger<RecordingRetention> logger) : BackgroundService
{
    private const string Ours = "StartCallRecordingAPI";
    private const int NotFound = 404;

    private static readonly TimeSpan Often = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.RecordingDays is not { } days)
        {
            return;
        }

        using var timer = new PeriodicTimer(Often, time);
        do
        {
            try
            {
                await DeleteAsync(time.GetUtcNow().AddDays(-days), stoppingToken);
            }
            catch (Exception away) when (away is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Log.Kept(logger, away);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task DeleteAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var deleted = 0;
        foreach (var sid in await FindAsync(before, cancellation))
        {
            var answer = await api.DeleteAsync($"Recordings/{sid}", cancellation);
            if (!answer.IsDone && answer.Status != NotFound)
            {
                break;
            }

            deleted++;
        }

        if (deleted > 0)
        {
            Log.Deleted(logger, deleted);
        }
    }

    private async Task<IReadOnlyList<string>> FindAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var found = new List<string>();
        var until = Uri.EscapeDataString(before.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        var page = await api.GetAsync("Recordings", $"DateCreated%3C={until}&PageSize=200", cancellation);
        while (page.IsDone)
        {
            found.AddRange(
                from recording in page.Body.GetProperty("recordings").EnumerateArray()
                where recording.GetProperty("source").GetString() == Ours && CreatedAt(recording) < before
                select recording.GetProperty("sid").GetString()!);
            if (page.Body.GetProperty("next_page_uri").GetString() is not { Length: > 0 } next)
            {
                break;
            }

            page = await api.GetNextAsync(next, cancellation);
        }

        return found;
    }

    /// <summary>RFC 2822.</summary>
    private static DateTimeOffset CreatedAt(JsonElement recording) =>
        DateTimeOffset.Parse(recording.GetProperty("date_created").GetString()!, CultureInfo.InvariantCulture);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} recordings were deleted at Twilio for their age")]
        public static partial void Deleted(ILogger logger, int count);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Old recordings could not be deleted at Twilio; it is tried again in a few hours")]
        public static partial void Kept(ILogger logger, Exception away);
    }
}
