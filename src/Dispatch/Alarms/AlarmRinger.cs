using System.Collections.Concurrent;
using System.Globalization;
using Dispatch.Ledger;
using Dispatch.Messages;
using Dispatch.Orders;
using Dispatch.Queue;
using Microsoft.Extensions.Logging;

namespace Dispatch.Alarms;

/// <summary>Rings, hangs up and writes to the people of an alarm. The same rung rings the same phone once, however often it is asked.</summary>
internal sealed partial class AlarmRinger(IPhoneLine phone, ISmsSender carrier, Outbox outbox, AlarmWords words, ILogger<AlarmRinger> logger)
{
    /// <summary>First part of the ids of calls and messages to those who are rung.</summary>
    public const string Name = "alarm";

    /// <summary>First part of the ids of calls to the elder.</summary>
    public const string Back = "alarm-back";

    private const int CyclesOfRound = 10_000;
    private const int StepsOfCycle = 100;

    /// <summary>What the carriers have taken from this process.</summary>
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> taken = new(StringComparer.Ordinal);

    public static int RoundOf(MessageName call) => call.Try / (CyclesOfRound * StepsOfCycle);

    /// <summary>Rings those whose phones should be ringing and whose calls no carrier has taken yet.</summary>
    /// <returns>False where one of them could not be reached: they are to be tried again.</returns>
    public async Task<bool> RingAsync(Alarm alarm, DateTimeOffset now, CancellationToken cancellation)
    {
        var reached = await Task.WhenAll(
            from started in alarm.Steps
            where started.Round == alarm.Round && started.At + alarm.Ladder.RingFor > now
            from person in started.People
            select ReachAsync(alarm, started, person, cancellation));
        return reached.All(each => each);
    }

    /// <summary>Those whose phones are ringing, as far as is known: they are not rung a second time meanwhile.</summary>
    public static IReadOnlySet<string> Ringing(Alarm alarm, DateTimeOffset now) =>
    (
        from started in alarm.Steps
        where started.At + alarm.Ladder.RingFor > now
        where alarm.Ladder.Steps[started.Index].By.Contains("call")
        from person in started.People
        where !alarm.Heard.ContainsKey(CallName(alarm, started, person))
        select person.Phone).ToHashSet();

    /// <summary>Ends what may still ring or speak, but for one phone.</summary>
    public Task SilenceAsync(Alarm alarm, string? butFor, CancellationToken cancellation) => Task.WhenAll(
        from started in alarm.Steps.TakeLast(alarm.Ladder.Steps.Count * 2)
        from person in started.People
        where person.Phone != butFor
        let call = CallName(alarm, started, person)
        where !alarm.Heard.ContainsKey(call)
        select HangUpAsync(call, cancellation));

    public Task HangUpAsync(string call, CancellationToken cancellation) => TryAsync(call, () => phone.HangUpAsync(call, cancellation), cancellation);

    /// <summary>Calls the elder, to go on with the conversation.</summary>
    /// <returns>False where the carrier could not take it.</returns>
    public async Task<bool> CallBackAsync(Alarm alarm, int times, CancellationToken cancellation)
    {
        var id = new MessageName(Back, alarm.Region, times, $"{alarm.Person.Phone}/{alarm.Id}").ToString();
        var call = new OutgoingCall(id, alarm.Person.Phone, words.Spoken("alarm-back", alarm), "", null, null, alarm.Ladder.RingFor)
        {
            Resumes = new ResumedLine(alarm.ConversationId, alarm.Region, alarm.Person.Category),
        };
        var accepted = false;
        return await TryAsync(id, async () => accepted = await phone.CallAsync(call, cancellation), cancellation) && accepted;
    }

    /// <summary>Tells everybody who was rung, but for one phone; by phone where there is no SMS, and again while it does not arrive.</summary>
    /// <param name="key">Key of sms.yaml and calls.yaml.</param>
    public async Task TellAsync(Alarm alarm, string key, int round, string? butFor, DateTimeOffset now, CancellationToken cancellation)
    {
        var (written, spoken) = (words.Sms(key, alarm), words.Spoken(key, alarm));
        Tiding[] tidings = [.. alarm.Called.Where(person => person.Phone != butFor).Select(person => new Tiding(
            $"{key}/{alarm.Id}/{round.ToString(CultureInfo.InvariantCulture)}/{person.Phone}",
            person.Phone,
            IsMobile(person.Phone) ? written : null,
            spoken,
            Until: now + TimeSpan.FromHours(1)))];
        try
        {
            await outbox.PostAsync(alarm.Region, Lane.Urgent, tidings, cancellation);
        }
        catch (Exception away) when (away is RedisUnavailableException or LedgerUnavailableException)
        {
            Log.ToldAtOnce(logger, alarm.Id, away.Message);
            await Task.WhenAll(tidings.Select(each => TellAtOnceAsync(alarm, each, cancellation)));
        }
    }

    /// <summary>Answers somebody's SMS.</summary>
    public Task AnswerAsync(string messageId, string to, string key, Alarm alarm, CancellationToken cancellation) =>
        TryAsync(messageId, () => carrier.SendAsync(new Sms($"answer/{messageId}", to, words.Sms(key, alarm)), cancellation), cancellation);

    public void Forget(string alarmId) => taken.TryRemove(alarmId, out _);

    /// <summary>In China mobile numbers have eleven digits and begin with 1; a landline gets no SMS.</summary>
    private static bool IsMobile(string phone) => phone is ['1', _, _, _, _, _, _, _, _, _, _];

    private async Task<bool> ReachAsync(Alarm alarm, AlarmEvent.StepStarted started, AlarmPerson person, CancellationToken cancellation)
    {
        var step = alarm.Ladder.Steps[started.Index];
        var reached = true;
        if (step.By.Contains("call"))
        {
            reached &= await OnceAsync(alarm, CallName(alarm, started, person), id => RingAsync(alarm, step, person, id, cancellation), cancellation);
        }

        if (step.By.Contains("sms") && started.Cycle == 0 && IsMobile(person.Phone))
        {
            var sms = Named(alarm, started, $"{person.Phone}/{alarm.Id}/sms");
            reached &= await OnceAsync(alarm, sms, id => WriteAsync(alarm, step, person, id, cancellation), cancellation);
        }

        return reached;
    }

    private async Task<bool> OnceAsync(Alarm alarm, string id, Func<string, Task<bool>> reach, CancellationToken cancellation)
    {
        var known = taken.GetOrAdd(alarm.Id, _ => new ConcurrentDictionary<string, bool>(StringComparer.Ordinal));
        if (alarm.Heard.ContainsKey(id) || !known.TryAdd(id, true))
        {
            return true;
        }

        var accepted = false;
        if (await TryAsync(id, async () => accepted = await reach(id), cancellation) && accepted)
        {
            return true;
        }

        known.TryRemove(id, out _);
        return false;
    }

    private Task<bool> RingAsync(Alarm alarm, LadderStep step, AlarmPerson person, string id, CancellationToken cancellation)
    {
        var text = person.IsStaff && alarm.Round > 1 ? alarm.Ladder.Again : step.Text;
        var line = person.IsStaff ? alarm.ConversationId : null;
        return phone.CallAsync(
            new OutgoingCall(id, person.Phone, words.Spoken(text, alarm), "1", line, line is null ? null : '1', alarm.Ladder.RingFor), cancellation);
    }

    private async Task<bool> WriteAsync(Alarm alarm, LadderStep step, AlarmPerson person, string id, CancellationToken cancellation) =>
        await carrier.SendAsync(new Sms(id, person.Phone, words.Sms(step.Text, alarm)), cancellation) is not SmsOutcome.TryLater;

    private Task<bool> TellAtOnceAsync(Alarm alarm, Tiding tiding, CancellationToken cancellation)
    {
        var id = tiding.NameIn(alarm.Region).ToString();
        return TryAsync(
            id,
            () => tiding.Sms is { } text
                ? carrier.SendAsync(new Sms(id, tiding.To, text), cancellation)
                : phone.CallAsync(new OutgoingCall(id, tiding.To, tiding.Spoken!, "1", null, null, alarm.Ladder.RingFor), cancellation),
            cancellation);
    }

    /// <summary>One phone that cannot be reached must not keep the others from ringing.</summary>
    private async Task<bool> TryAsync(string id, Func<Task> reach, CancellationToken cancellation)
    {
        try
        {
            await reach();
            return true;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // A carrier's edge: whatever it throws, this phone could not be reached.
        catch (Exception away)
#pragma warning restore CA1031
        {
            Log.NotReached(logger, MessageName.Parse(id)?.Kind ?? id, away);
            return false;
        }
    }

    private static string CallName(Alarm alarm, AlarmEvent.StepStarted started, AlarmPerson person) => Named(alarm, started, $"{person.Phone}/{alarm.Id}");

    private static string Named(Alarm alarm, AlarmEvent.StepStarted started, string about) =>
        new MessageName(Name, alarm.Region, (((started.Round * CyclesOfRound) + started.Cycle) * StepsOfCycle) + started.Index, about).ToString();

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A phone could not be reached ({Kind})")]
        public static partial void NotReached(ILogger logger, string kind, Exception away);

        [LoggerMessage(LogLevel.Warning, "What became of alarm {Id} is told at once and once, without a queue: {Reason}")]
        public static partial void ToldAtOnce(ILogger logger, string id, string reason);
    }
}
