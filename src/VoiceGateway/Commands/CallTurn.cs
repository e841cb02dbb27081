using VoiceGateway.Media;

namespace VoiceGateway.Commands;

/// <summary>What the caller of the call command does when it is their turn.</summary>
internal abstract record CallTurn
{
    private CallTurn() { }

    /// <param name="Speech">8 kHz.</param>
    public sealed record Wav(Sound Speech) : CallTurn;

    public sealed record Say(string Text) : CallTurn;

    public sealed record Press(char Key) : CallTurn;
}
