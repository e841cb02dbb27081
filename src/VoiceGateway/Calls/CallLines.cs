namespace VoiceGateway.Calls;

/// <summary>What the line itself says, beside the bot, in one language; from prompts/(language)/calls.yaml.</summary>
internal sealed record CallLines
{
    /// <summary>For an answer that takes long: the first, then every further time.</summary>
    public required List<string> PleaseWait { get; init; }

    /// <summary>Between two of these: somebody is there.</summary>
    public required string Murmur { get; init; }

    public required string SayAgain { get; init; }

    public required string CannotHear { get; init; }

    public required string Fault { get; init; }

    public required string TooLong { get; init; }

    public required string StillFetching { get; init; }

    public required string Joined { get; init; }

    public required string OperatorLeft { get; init; }

    public required string CallerGone { get; init; }

    public required string AlreadyJoined { get; init; }

    /// <summary>Said to somebody at the console whose phone rings because they take a call over.</summary>
    public required string TakeOver { get; init; }

    public required string KeyTaken { get; init; }

    public required string Goodbye { get; init; }

    /// <summary>For a caller beyond capacity.</summary>
    public required string Full { get; init; }

    /// <summary>One line for the operator who takes a call beyond capacity; {phone} is the caller's number.</summary>
    public required string HandoverFull { get; init; }

    /// <summary>One line for the operator who takes a call that broke; {phone} is the caller's number.</summary>
    public required string Handover { get; init; }

    /// <summary>Why an operator is no longer rung: the caller has hung up.</summary>
    public required string CallerLeft { get; init; }

    /// <summary>Everything that can be spoken, for rendering ahead.</summary>
    public IEnumerable<string> Spoken =>
        [.. PleaseWait, Murmur, SayAgain, CannotHear, Fault, TooLong, StillFetching, Joined, OperatorLeft, CallerGone, AlreadyJoined, TakeOver, KeyTaken, Goodbye, Full];

    /// <param name="prompts">The folder prompts/.</param>
    /// <param name="language">zh-CN or yue.</param>
    public static CallLines Load(string prompts, string language) => PromptFile.Read<CallLines>(prompts, language, "calls.yaml");
}
