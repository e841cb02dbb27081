using VoiceGateway.Media;
using VoiceGateway.Speech;

namespace VoiceGateway.Calls;

/// <summary>Something that the call has to answer.</summary>
internal abstract record CallerTurn
{
    private CallerTurn() { }

    /// <summary>The caller spoke.</summary>
    /// <param name="EndedAt">Timestamp of the last word, not of the silence after it.</param>
    public sealed record Spoken(Sound Speech, long EndedAt) : CallerTurn
    {
        /// <summary>It began while we spoke, and rose and fell with our voice.</summary>
        public bool MayBeEcho { get; init; }

        /// <summary>What was recognised of it before it was known to be whole; null where that was not tried.</summary>
        public Task<Recognition>? Ahead { get; init; }

        /// <summary>With the rest of what the caller was saying.</summary>
        public Spoken With(Spoken rest) =>
            new(Speech with { Samples = (short[])[.. Speech.Samples.Span, .. rest.Speech.Samples.Span] }, rest.EndedAt);
    }

    public sealed record Typed(string Text) : CallerTurn;

    public sealed record Pressed(char Key) : CallerTurn;

    /// <summary>The caller said nothing for a while.</summary>
    public sealed record Silent : CallerTurn;

    /// <summary>Somebody at the console lets the bot say something.</summary>
    public sealed record Prompted(string Text) : CallerTurn;

    /// <summary>An operator has picked up for this caller.</summary>
    public sealed record Joined(CallLeg Operator) : CallerTurn;
}
