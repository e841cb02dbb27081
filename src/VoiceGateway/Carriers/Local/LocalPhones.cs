using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace VoiceGateway.Carriers.Local;

/// <summary>What the page /phone asks for beside its media stream: who is in town, what rings, and what happens.</summary>
internal static class LocalPhones
{
    public static void MapLocalPhones(this WebApplication app)
    {
        var phones = app.MapGroup("/local").RequireLoopback();
        phones.MapGet("/people", (Town town, CancellationToken cancellation) => town.PeopleAsync(cancellation));
        phones.MapGet("/rings", (LocalPhoneLine line) => line.Ringing.Select(call => new TownEvent("ring", call.To, Call: call.Id)));
        phones.MapPost("/calls/{id}/decline", async (string id, LocalPhoneLine line, CancellationToken cancellation) =>
        {
            await line.DeclineAsync(id, cancellation);
            return Results.NoContent();
        });
        phones.MapGet("/events", (TownEvents town, IHostApplicationLifetime lifetime, HttpContext context) =>
            TypedResults.ServerSentEvents(FollowAsync(town, lifetime.ApplicationStopping, context.RequestAborted)));
    }

    private static async IAsyncEnumerable<SseItem<TownEvent>> FollowAsync(
        TownEvents town, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var open = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellation);
        await using var events = town.FollowAsync(open.Token).GetAsyncEnumerator(open.Token);

        // Tells the page that it misses nothing from here on.
        yield return new SseItem<TownEvent>(new TownEvent("open", string.Empty));
        while (await NextAsync(events))
        {
            yield return new SseItem<TownEvent>(events.Current);
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<TownEvent> events)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (OperationCanceledException)
        {
            // The page was closed, or the host is.
            return false;
        }
    }
}
