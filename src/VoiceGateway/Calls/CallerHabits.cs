using DialogBot;
using VoiceGateway.Calls.TurnTaking;

namespace VoiceGateway.Calls;

/// <summary>What a caller's last call has taught us for the next.</summary>
internal sealed record CallerHabits(SpokenTo SpokenTo, Pace Pace)
{
    public static CallerHabits Unknown { get; } = new(SpokenTo.Usual, Pace.Unknown);
}
