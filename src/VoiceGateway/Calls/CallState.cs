namespace VoiceGateway.Calls;

/// <summary>What the far end may show of a call while it lasts.</summary>
internal readonly record struct CallState(string Word)
{
    /// <summary>It is the caller's turn.</summary>
    public static readonly CallState Listening = new("listening");

    /// <summary>The caller has spoken and the answer is being found.</summary>
    public static readonly CallState Thinking = new("thinking");

    public static readonly CallState Speaking = new("speaking");

    /// <summary>People are being fetched; the line stays open.</summary>
    public static readonly CallState Waiting = new("waiting");

    /// <summary>Two people talk with each other.</summary>
    public static readonly CallState Bridged = new("bridged");

    /// <summary>Speech came in and there is no recogniser: please type.</summary>
    public static readonly CallState Deaf = new("deaf");
}
