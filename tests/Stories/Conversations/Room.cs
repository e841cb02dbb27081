using VoiceGateway.Media;

namespace Stories.Conversations;

/// <summary>The room around a telephone: a television that never stops, and the loudspeaker that the microphone hears too.</summary>
/// <param name="television">8 kHz; played again and again.</param>
internal sealed class Room(short[] television, double televisionLevel, double echoLevel)
{
    // The way through the air, the telephone and the network.
    private const int EchoLate = Rate * 18 / 100;
    private const int Rate = TelephoneWav.Rate;

    private readonly Lock gate = new();
    private readonly Queue<short> loudspeaker = new();
    private readonly Queue<short> air = new(new short[EchoLate]);
    private int at;

    /// <summary>The bot's sound, in the order in which it is played.</summary>
    public void Plays(byte[] muLaw)
    {
        lock (gate)
        {
            foreach (var sample in muLaw)
            {
                loudspeaker.Enqueue(MuLaw.Decode(sample));
            }
        }
    }

    public void Clears()
    {
        lock (gate)
        {
            loudspeaker.Clear();
        }
    }

    /// <summary>What the microphone hears of it all, sample by sample.</summary>
    public short Next()
    {
        lock (gate)
        {
            air.Enqueue(loudspeaker.TryDequeue(out var played) ? played : (short)0);
            var watched = television.Length > 0 ? television[at++ % television.Length] : 0;
            return (short)((air.Dequeue() * echoLevel) + (watched * televisionLevel));
        }
    }
}
