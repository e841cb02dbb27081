namespace DialogBot;

/// <summary>What a channel does after a reply has been spoken.</summary>
public enum NextStep
{
    /// <summary>Listen for the caller.</summary>
    Listen,

    /// <summary>Say goodbye and hang up.</summary>
    HangUp,

    /// <summary>
    /// Keep the line open until an operator is there. Said even where nobody could be rung because every store is down:
    /// the channel then puts the call through by itself.
    /// </summary>
    AwaitOperator,

    /// <summary>Keep the line open and speak to the caller until a rescuer has acknowledged.</summary>
    AwaitRescue,
}
