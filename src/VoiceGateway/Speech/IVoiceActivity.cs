namespace VoiceGateway.Speech;

/// <summary>
/// Listens to one call for speech. Belongs to one call: not safe for two threads at once. Meant for the audio loop: some
/// microseconds a frame, no allocation.
/// </summary>
public interface IVoiceActivity : IDisposable
{
    /// <summary>Whether the caller is speaking, by the last frame.</summary>
    bool Speaking { get; }

    /// <summary>How long the caller has been quiet, since the last window that held speech; zero while speaking.</summary>
    TimeSpan Silence { get; }

    /// <summary>
    /// How much silence ends an utterance, 100 ms at least. May be changed at any time: endpointing learns the caller's pauses.
    /// </summary>
    TimeSpan MinSilence { get; set; }

    /// <summary>Feeds the next frame, of any length (20 ms is usual).</summary>
    /// <param name="frame">PCM of 16 bits at 8 kHz.</param>
    VoiceChange Feed(ReadOnlySpan<short> frame);

    /// <summary>Forgets everything, as for a new call.</summary>
    void Reset();
}
