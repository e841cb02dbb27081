using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VoiceGateway.Speech.Voices;

/// <summary>What was said before, in memory and on disk, so that a fixed sentence is made once in a voice's life.</summary>
internal sealed class SaidSentences(string folder, long memoryBytes, long diskBytes)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, byte[] Sound)>> kept = [];
    private readonly LinkedList<(string Key, byte[] Sound)> recent = [];
    private long size;

    public bool TryGet(string voice, Sentence sentence, out ReadOnlyMemory<byte> muLaw)
    {
        var key = KeyOf(voice, sentence);
        lock (gate)
        {
            if (kept.TryGetValue(key, out var node))
            {
                recent.Remove(node);
                recent.AddFirst(node);
                muLaw = node.Value.Sound;
                return true;
            }
        }

        var file = new FileInfo(PathOf(key));
        if (!file.Exists || file.Length == 0)
        {
            muLaw = default;
            return false;
        }

        var sound = File.ReadAllBytes(file.FullName);
        Keep(key, sound);
        muLaw = sound;
        return true;
    }

    /// <exception cref="IOException">The disk cannot be written to; the sentence is kept in memory all the same.</exception>
    public void Add(string voice, Sentence sentence, byte[] muLaw)
    {
        var key = KeyOf(voice, sentence);
        Keep(key, muLaw);
        Directory.CreateDirectory(folder);
        var path = PathOf(key);
        var unfinished = $"{path}.{Environment.ProcessId}";
        File.WriteAllBytes(unfinished, muLaw);
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Deletes what has not been said for longest, until the rest fits.</summary>
    public void TrimDisk()
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        var left = diskBytes;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles().OrderByDescending(file => file.LastWriteTimeUtc))
        {
            left -= file.Length;
            if (left < 0)
            {
                file.Delete();
            }
        }
    }

    private static string KeyOf(string voice, Sentence sentence)
    {
        var named = string.Create(CultureInfo.InvariantCulture, $"{voice}\n{sentence.Locale}\n{sentence.Rate:0.00}\n{sentence.Text}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(named)));
    }

    private string PathOf(string key) => Path.Combine(folder, key + ".ulaw");

    private void Keep(string key, byte[] sound)
    {
        lock (gate)
        {
            if (kept.ContainsKey(key))
            {
                return;
            }

            kept[key] = recent.AddFirst((key, sound));
            for (size += sound.Length; size > memoryBytes && recent.Last is { } oldest; size -= oldest.Value.Sound.Length)
            {
                kept.Remove(oldest.Value.Key);
                recent.RemoveLast();
            }
        }
    }
}
