using Dispatch.Messages;
using Dispatch.Wording;
using Microsoft.Extensions.Logging;

namespace Dispatch.Summonses;

/// <summary>Rings, hangs up and writes to the people of a summons. The same step rings the same phone once, however often it is asked.</summary>
internal sealed partial class SummonsRinger(
    Rescuers rescuers,
    Ladders ladders,
    IPhoneLine phone,
    ISmsSender carrier,
    SummonsWords words,
    TimeProvider time,
    ILogger<SummonsRinger> logger)
{
    /// <summary>First part of the ids of these calls.</summary>
    public const string Name = "ring";

    /// <summary>Phones of this many steps back may still be ringing.</summary>
    private const int StepsBack = 4;

    /// <returns>When to look again; null when nobody will be rung any more.</returns>
    public async Task<DateTimeOffset?> RingAsync(Summons summons, CancellationToken cancellation)
    {
        var ladder = ladders[summons.Ladder];
        var rung = LadderRules.At(summons, ladder, time.GetUtcNow());
        await Task.WhenAll(rung.Steps.Select(step => RingAsync(summons, ladder, step, cancellation)));
        return rung.LookAt;
    }

    public Ladder LadderOf(Summons summons) => ladders[summons.Ladder];

    public Task HangUpAsync(Summons summons, int step, string number, CancellationToken cancellation) =>
        TryAsync(summons, () => phone.HangUpAsync(CallName(summons, step, number), cancellation), cancellation);

    /// <summary>Ends what still rings, but for the phone that answered.</summary>
    public async Task SilenceAsync(Summons summons, int step, CancellationToken cancellation)
    {
        var everybody = await EverybodyAsync(summons, cancellation);
        var steps = Enumerable.Range(Math.Max(0, step - StepsBack), Math.Min(step, StepsBack) + 2);
        await Task.WhenAll(
            from each in everybody
            where each.Phone != summons.AnsweredPhone
            from number in steps
            select HangUpAsync(summons, number, each.Phone, cancellation));
    }

    /// <summary>Writes to everybody who was fetched, but for whoever answered.</summary>
    /// <param name="key">Key of sms.yaml.</param>
    public async Task TellAsync(Summons summons, string key, CancellationToken cancellation)
    {
        var text = words.Sms(key, summons);
        var everybody = await EverybodyAsync(summons, cancellation);
        await Task.WhenAll(everybody
            .Where(each => each.Phone != summons.AnsweredPhone)
            .Select(each => WriteAsync(summons, $"{key}/{summons.Round}", each, text, cancellation)));
    }

    /// <summary>Those whose step of the ladder has come.</summary>
    private async Task<IReadOnlyList<Rescuer>> EverybodyAsync(Summons summons, CancellationToken cancellation)
    {
        var reached = ladders[summons.Ladder].Steps.Where(step => summons.RaisedAt + step.After <= time.GetUtcNow()).Select(step => step.Ring).Distinct();
        var found = await Task.WhenAll(reached.Select(ring => rescuers.FindAsync(ring, summons.Caller, cancellation)));
        return [.. found.SelectMany(each => each).DistinctBy(each => each.Phone)];
    }

    private async Task RingAsync(Summons summons, Ladder ladder, RungStep step, CancellationToken cancellation)
    {
        var people = await rescuers.FindAsync(step.Ring, summons.Caller, cancellation);
        if (people.Count == 0)
        {
            Log.Nobody(logger, summons.Ladder, step.Ring);
        }

        await Task.WhenAll(people.DistinctBy(each => each.Phone).Select(each => ReachAsync(summons, ladder, step, each, cancellation)));
    }

    private async Task ReachAsync(Summons summons, Ladder ladder, RungStep step, Rescuer rescuer, CancellationToken cancellation)
    {
        if (step.Call)
        {
            var call = new OutgoingCall(
                CallName(summons, step.Number, rescuer.Phone),
                rescuer.Phone,
                words.Spoken(step.Text, summons),
                "1",
                summons.Caller.ConversationId,
                '1',
                ladder.RingFor);
            await TryAsync(summons, () => phone.CallAsync(call, cancellation), cancellation);
        }

        if (step.SmsToo)
        {
            await WriteAsync(summons, step.Text, rescuer, words.Sms(step.Text, summons), cancellation);
        }
    }

    private Task WriteAsync(Summons summons, string what, Rescuer rescuer, string text, CancellationToken cancellation) =>
        TryAsync(summons, () => carrier.SendAsync(new Sms(SmsName(summons, what, rescuer.Phone), rescuer.Phone, text), cancellation), cancellation);

    /// <summary>One phone that cannot be reached must not keep the others from ringing.</summary>
    private async Task TryAsync(Summons summons, Func<Task> reach, CancellationToken cancellation)
    {
        try
        {
            await reach();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // A carrier's edge: whatever it throws, this phone could not be reached.
        catch (Exception away)
#pragma warning restore CA1031
        {
            Log.NotReached(logger, summons.Ladder, away);
        }
    }

    private static string CallName(Summons summons, int step, string number) =>
        new MessageName(Name, summons.Caller.Region, step, $"{number}/{summons.Id}").ToString();

    private static string SmsName(Summons summons, string what, string number) =>
        new MessageName(Name, summons.Caller.Region, 0, $"{number}/{summons.Id}/{what}").ToString();

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A phone of a summons ({Ladder}) could not be reached")]
        public static partial void NotReached(ILogger logger, string ladder, Exception away);

        [LoggerMessage(LogLevel.Error, "A summons ({Ladder}) has nobody to ring among the {Ring}")]
        public static partial void Nobody(ILogger logger, string ladder, string ring);
    }
}
