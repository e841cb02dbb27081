using DialogBot;
using VoiceGateway.Calls.TurnTaking;

namespace VoiceGateway.Calls;

/// <summary>What was said last to the caller.</summary>
/// <param name="Said">So much of it was begun.</param>
/// <param name="Unheard">The sentences that the caller did not hear to their end, because they spoke.</param>
internal sealed record LastReply(Reply Reply, string Said, IReadOnlyList<string> Unheard)
{
    /// <summary>What is said again where it was stopped for nothing.</summary>
    public Reply Rest => Reply with { Sentences = Unheard };

    /// <summary>Words that stopped it and are no answer: our own voice come back, or a "嗯" before the question was asked.</summary>
    /// <param name="mayBeEcho">It rose and fell with our voice.</param>
    public bool IsUnmovedBy(string heard, bool mayBeEcho, TurnWords words) =>
        Unheard.Count > 0 && ((mayBeEcho && Interruption.IsOurs(heard, Said)) || (Unheard.Count > 1 && words.IsListening(heard)));
}
