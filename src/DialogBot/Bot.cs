using DialogBot.Conversations;
using DialogBot.Dialogs;
using DialogBot.Understanding;
using DialogBot.Understanding.SecondOpinions;
using Microsoft.Extensions.Logging;

namespace DialogBot;

/// <summary>
/// The mind of the hotline: what a caller said goes in, what is answered comes out. Keeps nothing itself, so that any process
/// can answer any turn; thread-safe. A turn that is delivered twice, by its id, gets the same reply twice.
/// </summary>
public sealed class Bot
{
    /// <summary>An alarm waits no longer to learn who calls; it is raised with the number alone.</summary>
    private static readonly TimeSpan AlarmPatience = TimeSpan.FromMilliseconds(40);

    /// <summary>嗯 and 啊 tell rescuers nothing; in characters.</summary>
    private const int FewestWords = 2;

    private readonly Understander understander;
    private readonly Knowledge knowledge;
    private readonly Receptionist receptionist;
    private readonly Errands errands;
    private readonly Turns turns;
    private readonly SecondOpinion? secondOpinion;
    private readonly TimeProvider time;

    private Bot(Knowledge knowledge, Understander understander, ICallerDirectory callers, IOrderDesk desk, IPeople people, IConversationStore conversations, TimeProvider time, ILogger<Bot> logger, SecondOpinion? secondOpinion)
    {
        this.understander = understander;
        this.knowledge = knowledge;
        this.time = time;
        this.secondOpinion = secondOpinion;
        receptionist = new Receptionist(knowledge);
        errands = new Errands(receptionist, new Handovers(knowledge), callers, desk, people, time, logger);
        turns = new Turns(knowledge, errands, conversations, time, logger);
    }

    /// <summary>Reads what the bot says and knows.</summary>
    /// <param name="prompts">The folder prompts/ beside the program.</param>
    /// <param name="secondOpinion">Asked where the rules are unsure; null for the rules alone.</param>
    /// <exception cref="PromptException">Something in there is missing or wrong: file and key are named.</exception>
    public static Bot Load(string prompts, Understander understander, ICallerDirectory callers, IOrderDesk desk, IPeople people, IConversationStore conversations, TimeProvider time, ILogger<Bot> logger, SecondOpinion? secondOpinion = null) =>
        new(Knowledge.Load(prompts), understander, callers, desk, people, conversations, time, logger, secondOpinion);

    /// <summary>How fast is spoken to who has not asked for slower; 1 is the voice's own pace.</summary>
    public static double UsualRate => Conversation.UsualRate;

    /// <summary>Every sentence without a name or a number in it, by language (zh-CN, yue): to be rendered ahead of time.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> FixedSentences =>
        knowledge.Phrasebooks.ToDictionary(book => book.Key, IReadOnlyList<string> (book) => [.. book.Value.FixedSentences]);

    /// <summary>The call begins: the caller is greeted and asked what is wanted, or whether to go on with what was left unfinished just now.</summary>
    public Task<Reply> OpenAsync(IncomingCall call, CancellationToken cancellation) =>
        turns.TakeAsync(call, "open", null, async (conversation, now) => receptionist.Greet(await turns.TakeUpAsync(conversation, now, cancellation)), cancellation);

    /// <summary>The caller said something.</summary>
    public async Task<Reply> HearAsync(IncomingCall call, Utterance utterance, CancellationToken cancellation)
    {
        var found = understander.Read(utterance, time.GetUtcNow(), call.Region).Danger;
        var danger = Emergencies.IsAlarming(found) ? found : null;
        if (danger is not null)
        {
            await RaiseAsync(call, danger, utterance.Text, cancellation);
        }

        return await turns.TakeAsync(call, utterance.Id, danger, (conversation, now) => HearAsync(conversation, utterance, danger, now, cancellation), cancellation);
    }

    /// <summary>The caller said nothing for a while. The third time in a row a person is fetched.</summary>
    /// <param name="turnId">Names this turn within its conversation.</param>
    public Task<Reply> SilenceAsync(IncomingCall call, string turnId, CancellationToken cancellation)
    {
        Telemetry.Turn("silence");
        return turns.TakeAsync(call, turnId, null, receptionist.Silence, cancellation);
    }

    /// <summary>The caller pressed a key: 0 a person, * an emergency, 1 and 2 yes and no where that was asked.</summary>
    public async Task<Reply> KeyAsync(IncomingCall call, char key, string turnId, CancellationToken cancellation)
    {
        Telemetry.Turn("key");
        var danger = key == '*' ? Receptionist.Pressed : null;
        if (danger is not null)
        {
            await RaiseAsync(call, danger, "*", cancellation);
        }

        return await turns.TakeAsync(call, turnId, danger, (conversation, now) => receptionist.Key(conversation, key, now), cancellation);
    }

    /// <summary>
    /// The caller is still speaking, and so much has been recognised. True where danger was heard and the alarm is raised;
    /// the whole utterance is to be given to <see cref="HearAsync"/> all the same.
    /// </summary>
    public async Task<bool> WatchAsync(IncomingCall call, string partialText, CancellationToken cancellation)
    {
        var danger = understander.Watch(partialText, call.Region);
        if (!Emergencies.IsAlarming(danger) || !danger!.Certain)
        {
            return false;
        }

        await RaiseAsync(call, danger, partialText, cancellation);
        await turns.NoteAsync(call, conversation => conversation with { Alarm = conversation.Alarm ?? new Alarm(danger, Asked: false, Confirmed: false) }, cancellation);
        return true;
    }

    /// <summary>Something to say to a caller who waits; to be called at most 20 s apart.</summary>
    /// <param name="waiting">AwaitOperator or AwaitRescue, as the last reply said.</param>
    public Task<Reply> ReassureAsync(IncomingCall call, NextStep waiting, CancellationToken cancellation) =>
        turns.SayAsync(call, conversation => waiting == NextStep.AwaitRescue ? Emergencies.Reassure(conversation) : Handovers.Reassure(conversation), waiting, cancellation);

    /// <summary>An operator who had taken the caller gives them back: the bot goes on where it stood.</summary>
    /// <param name="turnId">Names this turn within its conversation.</param>
    public Task<Reply> GoOnAsync(IncomingCall call, string turnId, CancellationToken cancellation) =>
        turns.TakeAsync(call, turnId, null, receptionist.GoOn, cancellation);

    /// <summary>Where a conversation stands; null where nothing is known of it. Throws where the store cannot be reached.</summary>
    public async Task<OpenConversation?> LookAsync(string conversationId, CancellationToken cancellation) =>
        await turns.LookAsync(conversationId, cancellation) is { } conversation ? receptionist.Open(conversation) : null;

    /// <summary>
    /// What an elder left unfinished just now, through whichever door; it stays there for the conversation that takes it up. Null where
    /// nothing was. Throws where the store cannot be reached.
    /// </summary>
    public async Task<OpenWish?> LeftAsync(string elderId, Caller caller, CancellationToken cancellation) =>
        await turns.LeftByAsync(elderId, time.GetUtcNow(), cancellation) is { } draft ? receptionist.WishOf(draft, caller) : null;

    /// <summary>A moment as it is said in Mandarin: 明天下午三点; further off 十一月二十四号下午三点.</summary>
    public string Tell(DateTimeOffset moment)
    {
        var local = Shanghai.Local(moment);
        return Tell(DateOnly.FromDateTime(local)) + Mandarin.Times.Hour(TimeOnly.FromDateTime(local));
    }

    /// <summary>A day as it is said in Mandarin: 明天; further off 十一月二十四号.</summary>
    public string Tell(DateOnly day) => Mandarin.Times.ShortDay(day, Shanghai.Today(time.GetUtcNow()));

    /// <summary>A sum as it is said in Mandarin: 八十块.</summary>
    /// <param name="fen">1/100 yuan.</param>
    public string TellSum(long fen) => Mandarin.Money.Say(fen);

    /// <summary>A person has talked with the caller, who is still on the line: the wish was theirs to see to. The caller is asked for anything else.</summary>
    /// <param name="turnId">Names this turn within its conversation.</param>
    public Task<Reply> AfterPersonAsync(IncomingCall call, string turnId, CancellationToken cancellation) =>
        turns.TakeAsync(call, turnId, null, (conversation, _) => Receptionist.AfterPerson(conversation), cancellation);

    /// <summary>
    /// Somebody in danger was called back and has picked up: they hear that help comes and what to do meanwhile, and wait for rescue from
    /// then on. The alarm itself is raised already.
    /// </summary>
    /// <param name="category">Of the danger, as in the alarm.</param>
    /// <param name="turnId">Names this turn within its conversation.</param>
    public Task<Reply> AccompanyAsync(IncomingCall call, string category, string turnId, CancellationToken cancellation)
    {
        var danger = new Danger(category, Severity.Life, Certain: true);
        return turns.TakeAsync(call, turnId, danger, (conversation, _) => Emergencies.CalledBack(conversation, danger), cancellation);
    }

    /// <summary>The line to the caller had broken and was opened again (<see cref="IncomingCall.Again"/>): the conversation goes on where it was.</summary>
    public async Task<Reply> ReturnAsync(IncomingCall call, CancellationToken cancellation)
    {
        var wasOver = await turns.ReopenAsync(call, cancellation);
        return await turns.TakeAsync(
            call,
            $"again-{call.Again}",
            null,
            async (conversation, now) => receptionist.Return(wasOver ? await turns.TakeBackAsync(conversation, now, cancellation) : conversation, now),
            cancellation);
    }

    /// <summary>The caller hung up. What was not confirmed is not ordered, and can be taken up in the elder's next conversation; an alarm goes on.</summary>
    /// <returns>False where only this line is over: the caller is back on another already.</returns>
    public Task<bool> EndAsync(IncomingCall call, CancellationToken cancellation) => turns.EndAsync(call, cancellation);

    private Speaking.Speech Mandarin => knowledge.Phrasebooks["zh-CN"].Speech;

    private async ValueTask<Decision> HearAsync(Conversation conversation, Utterance utterance, Danger? danger, DateTimeOffset now, CancellationToken cancellation)
    {
        // An alarm may have been raised by the first half of this sentence.
        if ((conversation.Alarm is not null || danger is not null) && utterance.Text.Length >= FewestWords)
        {
            await errands.SayAsync(conversation, utterance.Id, utterance.Text, cancellation);
        }

        var rules = understander.Read(utterance, now, DialectOf(conversation.Caller), conversation.Question.Expects());
        var reading = rules with { Danger = rules.Danger ?? danger };
        var decision = receptionist.Hear(conversation, reading, now);
        if (secondOpinion is not null && IsUnsure(conversation, reading, decision) && SecondOpinion.MayBeAsked(conversation, reading))
        {
            reading = await secondOpinion.AskAsync(reading, conversation, now, cancellation);
            decision = receptionist.Hear(conversation, reading, now);
        }

        Telemetry.Turn(IntentName.Of(reading.Intent));
        if (IsMisunderstood(conversation, decision))
        {
            Telemetry.Misunderstood();
        }

        return decision;
    }

    /// <summary>What the rules could not name, but whose words answer the question, is understood.</summary>
    private static bool IsUnsure(Conversation conversation, Reading reading, Decision decision) =>
        IsMisunderstood(conversation, decision) || reading is { Confidence: < SecondOpinion.Sure, Intent: not Intent.Unknown };

    private static bool IsMisunderstood(Conversation before, Decision decision) =>
        decision.Act is Act.Fetch { Reason: "misunderstood" } || decision.Conversation.Misunderstood > before.Misunderstood;

    /// <summary>The caller's own dialect, or else that of the region.</summary>
    private static string DialectOf(Caller caller) => caller.Dialect == "mandarin" ? caller.Region : caller.Dialect;

    private async Task RaiseAsync(IncomingCall call, Danger danger, string words, CancellationToken cancellation)
    {
        var caller = await turns.CallerAsync(call, AlarmPatience, cancellation);
        await errands.RaiseAsync(call.ConversationId, caller, danger, words, call.Channel, cancellation);
    }
}
