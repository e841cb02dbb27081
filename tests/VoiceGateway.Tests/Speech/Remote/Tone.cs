using System.Runtime.InteropServices;
using VoiceGateway.Media;

namespace VoiceGateway.Tests.Speech.Remote;

/// <summary>A second of a tone, loud enough to be somebody.</summary>
internal static class Tone
{
    public static Sound At(int rate) => new(Enumerable.Range(0, rate).Select(index => (short)(8000 * Math.Sin(2 * Math.PI * 300 * index / rate))).ToArray(), rate);

    public static byte[] Pcm(int rate) => MemoryMarshal.AsBytes(At(rate).Samples.Span).ToArray();
}
