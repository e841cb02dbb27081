using Dispatch.Messages;

namespace Dispatch.Alarms;

/// <summary>Hears what those who were rung say: by a key, by SMS, or not at all.</summary>
internal sealed class AlarmReplies(AlarmDesk desk, AlarmBook book, AlarmDispatcher dispatcher, AlarmRinger ringer, AlarmReplyWords words)
{
    private const char Yes = '1';

    public static bool IsOurs(string kind) => kind is AlarmRinger.Name or AlarmRinger.Back;

    /// <summary>The first who presses the key has it; an operator who presses it later is hung up.</summary>
    public async Task HearCallAsync(MessageName call, CallReport report, CancellationToken cancellation)
    {
        var (phone, alarmId) = Split(call);
        if (call.Kind == AlarmRinger.Back)
        {
            await desk.DoAsync(alarmId, new AlarmCommand.EndCallBack(call.Try, report.Ending is CallEnding.Answered ? null : Word(report.Ending)), cancellation);
            return;
        }

        if (await book.FindAsync(alarmId, cancellation) is not { } alarm)
        {
            return;
        }

        if (report.Key == Yes
            && alarm.Called.FirstOrDefault(each => each.Phone == phone) is { } person
            && await desk.DoAsync(alarmId, new AlarmCommand.Acknowledge(person, "phone", AlarmRinger.RoundOf(call)), cancellation) is AlarmOutcome.Refused)
        {
            await ringer.HangUpAsync(report.CallId, cancellation);
        }

        await HearAsync(alarmId, report.CallId, phone, Word(report.Ending), cancellation);
    }

    public async Task HearDeliveryAsync(MessageName sms, SmsReport report, CancellationToken cancellation)
    {
        if (report.State is SmsState.Delivered or SmsState.Undelivered or SmsState.Unreachable)
        {
            var (phone, alarmId) = Split(sms);
            await HearAsync(alarmId[..alarmId.IndexOf('/', StringComparison.Ordinal)], report.SmsId, phone, report.State is SmsState.Delivered ? "delivered" : "lost", cancellation);
        }
    }

    /// <summary>接警 by SMS.</summary>
    /// <returns>False where this is no answer to an alarm.</returns>
    public async Task<bool> HearSmsAsync(IncomingSms sms, CancellationToken cancellation)
    {
        var asked = book.All.Where(alarm => alarm.IsOpen && alarm.Called.Any(person => person.Phone == sms.From)).OrderBy(alarm => alarm.RaisedAt).ToList();
        if (asked.Count == 0)
        {
            return false;
        }

        var person = asked[0].Called.First(each => each.Phone == sms.From);
        var reply = words.Read(sms.Text, mayBeAboutOrders: person.Role == "responder");
        var meant = asked.Where(alarm => reply.Code is null ? alarm.Acknowledged is null : alarm.Code == reply.Code).ToList();
        switch (reply.IsYes, meant)
        {
            case (false, _):
                return person.Role != "responder" && await AnsweredAsync(sms, "alarm-not-understood", asked[0], cancellation);
            case (true, [var alarm]):
                var outcome = await desk.DoAsync(alarm.Id, new AlarmCommand.Acknowledge(person, "sms"), cancellation);
                return await AnsweredAsync(sms, outcome is AlarmOutcome.Refused ? "alarm-taken" : "alarm-yours", book.Here(alarm.Id) ?? alarm, cancellation);
            case (true, []):
                return await AnsweredAsync(sms, reply.Code is null ? "alarm-taken" : "alarm-which", asked[0], cancellation);
            default:
                return await AnsweredAsync(sms, "alarm-which", meant[0], cancellation);
        }
    }

    private async Task<bool> AnsweredAsync(IncomingSms sms, string key, Alarm alarm, CancellationToken cancellation)
    {
        await ringer.AnswerAsync(sms.Id, sms.From, key, alarm, cancellation);
        return true;
    }

    private async Task HearAsync(string alarmId, string message, string phone, string outcome, CancellationToken cancellation)
    {
        if (book.Here(alarmId) is { } alarm)
        {
            await dispatcher.DoAsync(alarm, new AlarmCommand.Hear(message, phone, outcome), cancellation);
        }
    }

    private static string Word(CallEnding ending) => ending switch
    {
        CallEnding.Answered => "answered",
        CallEnding.Busy => "busy",
        CallEnding.NoAnswer => "noAnswer",
        CallEnding.Unreachable => "unreachable",
        _ => "failed",
    };

    private static (string Phone, string AlarmId) Split(MessageName name)
    {
        var slash = name.About.IndexOf('/', StringComparison.Ordinal);
        return (name.About[..slash], name.About[(slash + 1)..]);
    }
}
