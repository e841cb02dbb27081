namespace VoiceGateway.Speech;

/// <summary>What came of a <see cref="Sentence"/>.</summary>
/// <param name="MuLaw">µ-law at 8 kHz, one byte a sample, 160 bytes for 20 ms; empty unless <see cref="SynthesisOutcome.Said"/>.</param>
public sealed record Synthesis(SynthesisOutcome Outcome, ReadOnlyMemory<byte> MuLaw)
{
    public static Synthesis Without(SynthesisOutcome outcome) => new(outcome, ReadOnlyMemory<byte>.Empty);
}
