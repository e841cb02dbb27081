using VoiceGateway.Media;

namespace VoiceGateway.Speech.Evaluation;

/// <summary>A folder of recordings with their transcripts (transcripts.txt: name TAB text, anything after that is a note).</summary>
internal sealed record RecordingSet(string Name, IReadOnlyList<Recording> Recordings)
{
    /// <exception cref="InvalidDataException">The folder is no such set; the message says what is missing.</exception>
    public static async Task<RecordingSet> LoadAsync(string folder, CancellationToken cancel)
    {
        var transcripts = Path.Combine(folder, "transcripts.txt");
        if (!File.Exists(transcripts))
        {
            throw new InvalidDataException($"{folder} holds no transcripts.txt (name TAB text on every line).");
        }

        var recordings = new List<Recording>();
        foreach (var columns in (await File.ReadAllLinesAsync(transcripts, cancel)).Select(line => line.Split('\t')).Where(columns => columns.Length > 1))
        {
            var file = Path.Combine(folder, columns[0] + ".wav");
            if (File.Exists(file))
            {
                recordings.Add(new Recording(columns[0], columns[1], OverTelephone(await WavFile.ReadAsync(file, cancel))));
            }
        }

        return recordings.Count > 0
            ? new RecordingSet(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), recordings)
            : throw new InvalidDataException($"None of the recordings that {transcripts} names is there.");
    }

    /// <summary>The same with noise under it.</summary>
    /// <param name="decibels">How much louder the speech is than the noise, over the whole recording.</param>
    public RecordingSet WithNoise(Sound noise, double decibels)
    {
        var narrow = Resampler.Convert(noise, Sound.Telephone);
        return new RecordingSet(
            $"{Name} with noise at {decibels:0} dB",
            [.. Recordings.Select((recording, index) => recording with { Sound = Mix(recording.Sound, narrow, index * Sound.Telephone, decibels) })]);
    }

    private static Sound OverTelephone(Sound sound) => ThroughMuLaw(Resampler.Convert(sound, Sound.Telephone).Samples.Span);

    private static Sound Mix(Sound speech, Sound noise, int from, double decibels)
    {
        var under = new short[speech.Samples.Length];
        for (var index = 0; index < under.Length; index++)
        {
            under[index] = noise.Samples.Span[(from + index) % noise.Samples.Length];
        }

        var gain = speech.Loudness / new Sound(under, Sound.Telephone).Loudness / Math.Pow(10, decibels / 20);
        var mixed = new short[under.Length];
        for (var index = 0; index < mixed.Length; index++)
        {
            mixed[index] = (short)Math.Clamp(speech.Samples.Span[index] + (under[index] * gain), short.MinValue, short.MaxValue);
        }

        return ThroughMuLaw(mixed);
    }

    private static Sound ThroughMuLaw(ReadOnlySpan<short> samples)
    {
        var muLaw = new byte[samples.Length];
        MuLaw.Encode(samples, muLaw);
        return Sound.FromMuLaw(muLaw);
    }
}
