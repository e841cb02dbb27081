using DialogBot.Conversations;

namespace DialogBot;

/// <summary>How a caller has asked to be spoken to.</summary>
/// <param name="Rate">1 is the voice's own pace, less is slower.</param>
/// <param name="Louder">Louder than usual.</param>
public sealed record SpokenTo(double Rate, bool Louder)
{
    public static SpokenTo Usual { get; } = new(Conversation.UsualRate, Louder: false);
}
