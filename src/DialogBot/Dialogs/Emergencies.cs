using DialogBot.Conversations;
using DialogBot.Speaking;
using DialogBot.Understanding;

namespace DialogBot.Dialogs;

/// <summary>
/// What is said around an alarm. The alarm itself has been raised by then: danger is acted on before anything is decided.
/// </summary>
internal static class Emergencies
{
    /// <summary>Danger that is rung for; a concern is a person's matter, but no alarm.</summary>
    public static bool IsAlarming(Danger? danger) => danger is { Severity: Severity.Urgent or Severity.Life };

    /// <summary>Danger was heard: certain, help is on its way; uncertain, it is asked once while somebody is rung already.</summary>
    public static Decision Heard(Conversation conversation, Danger danger)
    {
        var asked = conversation.Alarm is { Asked: true };
        return danger.Certain || asked || conversation.Next == NextStep.AwaitRescue
            ? Confirmed(conversation, danger)
            : Ask(conversation with { Alarm = new Alarm(danger, Asked: true, Confirmed: false) }) with { Act = new Act.Raise(danger) };
    }

    /// <summary>Asks whether it is so; for danger in a partial result that the whole sentence did not bear out, too.</summary>
    public static Decision Ask(Conversation conversation) => Decision.Ask(
        conversation with { Alarm = conversation.Alarm! with { Asked = true } },
        Question.Danger,
        Lines.AlarmAsk);

    public static Decision Confirmed(Conversation conversation, Danger danger) => new(
        conversation with { Alarm = new Alarm(danger, Asked: true, Confirmed: true), Next = NextStep.AwaitRescue },
        [Lines.AlarmRaised, Lines.Guidance.About(danger.Category)],
        new Act.Raise(danger with { Certain = true }));

    /// <summary>The line had broken, or there was none; the alarm is raised.</summary>
    public static Decision CalledBack(Conversation conversation, Danger danger) => Decision.Say(
        conversation with { Alarm = new Alarm(danger, Asked: true, Confirmed: true), Next = NextStep.AwaitRescue, Ended = false },
        Lines.AlarmCalledBack,
        Lines.Guidance.About(danger.Category));

    /// <summary>The answer is unclear or none came: the alarm stays, and so do we.</summary>
    public static Decision Stays(Conversation conversation) => Decision.Say(
        conversation with { Next = NextStep.AwaitRescue },
        Lines.AlarmStays,
        Lines.Guidance.About(conversation.Alarm!.Danger.Category));

    /// <summary>The caller speaks while waiting for rescue. Said alone, 没事 does not send certain help away.</summary>
    public static Decision WhileWaiting(Conversation conversation, Reading reading) =>
        IsAlarming(reading.Danger) && reading.Danger!.Category != conversation.Alarm?.Danger.Category
            ? Confirmed(conversation, reading.Danger)
            : Reassure(conversation);

    /// <summary>For who waits for rescue: somebody is there, and what to do meanwhile.</summary>
    public static Decision Reassure(Conversation conversation) => conversation.Alarm is { } alarm
        ? Decision.Say(conversation, Lines.ReassureRescue, Lines.Guidance.About(alarm.Danger.Category))
        : Decision.Say(conversation, Lines.ReassureRescue);
}
