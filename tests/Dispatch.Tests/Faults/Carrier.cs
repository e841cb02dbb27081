using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Tests.Faults;

/// <summary>A carrier that stands outside of the processes that are killed, and remembers everything that it was ever told to deliver.</summary>
internal sealed class Carrier : IAsyncDisposable
{
    /// <summary>Every so manieth message is too much for it at first.</summary>
    private const int BusyEvery = 100;

    private readonly WebApplication server;
    private readonly ConcurrentDictionary<string, Sms> messages = new();
    private readonly ConcurrentDictionary<string, OutgoingCall> calls = new();
    private int asked;

    private Carrier(WebApplication server) => this.server = server;

    public Uri Address => new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>What was delivered, each message once.</summary>
    public IReadOnlyCollection<Sms> Messages => [.. messages.Values];

    public IReadOnlyCollection<OutgoingCall> Calls => [.. calls.Values];

    public Action<Sms> WhenDelivered { get; set; } = _ => { };

    public Action<OutgoingCall> WhenPickedUp { get; set; } = _ => { };

    public static async Task<Carrier> StartAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var carrier = new Carrier(builder.Build());
        carrier.server.MapPost("/sms", (Sms sms) => carrier.Send(sms));
        carrier.server.MapPost("/calls", (OutgoingCall call) => carrier.Call(call));
        await carrier.server.StartAsync(cancellation);
        return carrier;
    }

    /// <summary>Numbers of the orders of which somebody was told.</summary>
    /// <param name="what">taken: a vendor that it is theirs; taken-elder: an elder who comes.</param>
    public IEnumerable<string> ToldOf(string what) => messages.Keys.Concat(calls.Keys)
        .Select(id => id.Split('/'))
        .Where(parts => parts is [_, _, _, var about, _, ..] && about == what)
        .Select(parts => parts[4]);

    /// <summary>Everything that anybody was told of an order.</summary>
    public string StoryOf(string number)
    {
        var texts = messages.Values.Where(sms => sms.Id.Contains(number, StringComparison.Ordinal) || sms.Text.Contains(number, StringComparison.Ordinal)).Select(sms => $"{sms.To} {sms.Id}: {sms.Text}");
        var spoken = calls.Values.Where(call => call.Id.Contains(number, StringComparison.Ordinal)).Select(call => $"{call.To} {call.Id}");
        return $"{number} ({string.Join("; ", texts.Concat(spoken))})";
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private SmsOutcome Send(Sms sms)
    {
        if (Interlocked.Increment(ref asked) % BusyEvery == 0)
        {
            return SmsOutcome.TryLater;
        }

        if (messages.TryAdd(sms.Id, sms))
        {
            WhenDelivered(sms);
        }

        return SmsOutcome.Accepted;
    }

    private IResult Call(OutgoingCall call)
    {
        if (calls.TryAdd(call.Id, call))
        {
            WhenPickedUp(call);
        }

        return Results.Ok();
    }
}
