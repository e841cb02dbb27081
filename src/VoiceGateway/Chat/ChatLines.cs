namespace VoiceGateway.Chat;

/// <summary>What a door says itself to who types, beside the bot: prompts/zh-CN/chat.yaml.</summary>
internal sealed record ChatLines
{
    /// <summary>To who is not known yet.</summary>
    public required string Welcome { get; init; }

    /// <summary>Asks for the code or the phone number.</summary>
    public required string AskWho { get; init; }

    /// <summary>{phone} is the end of the number.</summary>
    public required string CodeBySms { get; init; }

    /// <summary>{phone} is the end of the number.</summary>
    public required string CodeByCall { get; init; }

    public required string CodeNotSent { get; init; }

    public required string WrongCode { get; init; }

    public required string TooManyCodes { get; init; }

    public required string Linked { get; init; }

    /// <summary>The message with a code; {code} is in digits.</summary>
    public required string Sms { get; init; }

    /// <summary>The call with a code; {code} is spelt out.</summary>
    public required string Call { get; init; }

    public required string OperatorCame { get; init; }

    public required string OperatorLeft { get; init; }

    public required string Fault { get; init; }

    /// <summary>One line for the operator who takes a chat with danger in it.</summary>
    public required string HandoverDanger { get; init; }

    /// <summary>For an answer that takes longer than a platform waits.</summary>
    public required string OneMoment { get; init; }

    /// <summary>Where an operator has the conversation and has not answered yet.</summary>
    public required string PassedOn { get; init; }

    /// <summary>At a screen, after an operator was asked for: nobody can speak through it.</summary>
    public required string CalledBack { get; init; }

    /// <summary>What stands in the conversation where the emergency button was pressed.</summary>
    public required string HelpPressed { get; init; }

    /// <summary>To a platform whose request is not signed.</summary>
    public required string Refused { get; init; }

    /// <summary>Why no operator is wanted any more: one has given the conversation back, or the chatter has left.</summary>
    public required string HandedBack { get; init; }

    public required string ChatterLeft { get; init; }

    /// <summary>Answers to a question that wants yes or no.</summary>
    public required List<string> YesOrNo { get; init; }

    /// <summary>Answers to whether there is anything else.</summary>
    public required List<string> NothingElse { get; init; }

    /// <summary>Some wishes, for who is asked what they want.</summary>
    public required List<string> Wishes { get; init; }

    /// <summary>Some answers to when.</summary>
    public required List<string> Times { get; init; }

    /// <summary>Some answers to what o'clock, the day being known.</summary>
    public required List<string> Hours { get; init; }

    /// <summary>Answers to what is wrong with what was read back.</summary>
    public required List<string> Wrong { get; init; }

    /// <summary>The digits from zero on, as they are spoken.</summary>
    public required string Digits { get; init; }

    /// <summary>Other ways of speaking a digit.</summary>
    public required Dictionary<string, char> OtherDigits { get; init; }

    /// <param name="prompts">The folder prompts/.</param>
    public static ChatLines Load(string prompts) => PromptFile.Read<ChatLines>(prompts, "zh-CN", "chat.yaml");
}
