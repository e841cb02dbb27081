using System.Text.Json;
using Dispatch.Queue;
using VoiceGateway.Calls;

namespace VoiceGateway.Joints;

/// <summary>Callers' habits, kept in Redis and forgotten a year after the last call.</summary>
internal sealed class ShelvedHabits(StateShelf shelf) : ICallerHabits
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(366);

    public async Task<CallerHabits> RecallAsync(string phone, CancellationToken cancellation) =>
        await shelf.TakeAsync(Name(phone), cancellation) is var (state, _) ? JsonSerializer.Deserialize<CallerHabits>(state)! : CallerHabits.Unknown;

    /// <summary>Of two calls from one number that end at once, the other one's may be kept.</summary>
    public async Task KeepAsync(string phone, CallerHabits habits, CancellationToken cancellation)
    {
        var version = await shelf.TakeAsync(Name(phone), cancellation) is var (_, kept) ? kept : 0;
        await shelf.PutAsync(Name(phone), JsonSerializer.Serialize(habits), version, Year, cancellation);
    }

    private static string Name(string phone) => $"habits:{phone}";
}
