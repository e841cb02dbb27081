namespace VoiceGateway.Carriers;

/// <summary>What carriers say by themselves and must know of the language: prompts/carriers.yaml.</summary>
internal sealed record CarrierLines
{
    /// <summary>Said before a call is recorded.</summary>
    public required string RecordingNotice { get; init; }

    /// <summary>Said where a key was pressed that is no answer.</summary>
    public required string PressAgain { get; init; }

    /// <summary>Words that a carrier's recogniser is told to expect.</summary>
    public required List<string> Hints { get; init; }

    /// <summary>Whole messages that mean: no more messages. Latin letters in capitals.</summary>
    public required HashSet<string> StopMessages { get; init; }

    /// <summary>Whole messages that mean: messages again.</summary>
    public required HashSet<string> StartMessages { get; init; }

    /// <param name="prompts">The folder prompts/.</param>
    public static CarrierLines Load(string prompts) => PromptFile.Read<CarrierLines>(prompts, "carriers.yaml");
}
