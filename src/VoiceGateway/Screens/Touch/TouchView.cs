namespace VoiceGateway.Screens.Touch;

/// <summary>Everything that a screen shows of its elder. Sent whole whenever anything of it has changed.</summary>
/// <param name="Called">How the elder is addressed.</param>
/// <param name="Talk">The conversation under way; null where there is none.</param>
/// <param name="Wish">What is being ordered, as far as it is known: here, on the telephone, or left unfinished just now.</param>
/// <param name="Orders">Those to come and those of today, soonest first.</param>
/// <param name="Again">The last order, to be repeated by one tap.</param>
/// <param name="Alarm">Null where no alarm is open.</param>
internal sealed record TouchView(
    string Called,
    IReadOnlyList<TouchView.Relative> Family,
    TouchView.Conversation? Talk,
    TouchView.Draft? Wish,
    IReadOnlyList<TouchView.Visit> Orders,
    TouchView.Repeat? Again,
    TouchView.Help? Alarm)
{
    internal sealed record Relative(string Relation, string Name, string Phone);

    /// <param name="Number">Of the newest message: a page knows by it what it has shown.</param>
    /// <param name="Question">What was said last to the elder.</param>
    /// <param name="From">The operator who said it; null for the bot.</param>
    /// <param name="Mine">What the elder said before it; null where nothing was said yet.</param>
    /// <param name="Waits">People are being fetched.</param>
    /// <param name="Operator">Who has the conversation; null while the bot does.</param>
    /// <param name="IsOver">Goodbye was said.</param>
    internal sealed record Conversation(
        long Number, string Question, string? From, string? Mine, IReadOnlyList<string> Choices, bool Waits, string? Operator, bool IsOver);

    /// <param name="Source">here, phone, left.</param>
    internal sealed record Draft(string Source, string? Service, string? Name, string? Time, string? Sum, string? Address);

    /// <param name="Step">Where it is in its life, from 0 (受理) to 4 (完工).</param>
    /// <param name="Standing">The same in a sentence.</param>
    /// <param name="Code">The doorstep code; null once the worker has come.</param>
    internal sealed record Visit(string Number, string Service, string Name, string Time, int Step, string Standing, string? Code);

    internal sealed record Repeat(string Service, string Name, string Time, string Text);

    /// <param name="By">Who has it; null while nobody has.</param>
    internal sealed record Help(string? By);
}
