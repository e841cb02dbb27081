using DialogBot;
using VoiceGateway.Media;
using VoiceGateway.Speech;

namespace VoiceGateway.Calls;

/// <summary>How somebody is spoken to.</summary>
/// <param name="Language">zh-CN or yue, as the bot names them.</param>
/// <param name="Rate">1 is the voice's own pace, less is slower.</param>
/// <param name="Louder">For who has asked for it.</param>
internal readonly record struct Manner(string Language, double Rate, bool Louder)
{
    // 6 dB: twice the amplitude.
    private const int Gain = 2;

    private static readonly byte[] Raised = [.. Enumerable.Range(0, 256).Select(value => Raise((byte)value))];

    public static Manner Usual { get; } = new(Phrasebook.Mandarin, Bot.UsualRate, Louder: false);

    public static Manner For(Reply reply) => new(reply.Language, reply.Rate, reply.Louder);

    public Sentence Sentence(string text) => new(text, Language == Phrasebook.Cantonese ? "yue-CN" : Language, Rate);

    /// <summary>The sound as loud as it is wanted.</summary>
    public ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> muLaw)
    {
        if (!Louder)
        {
            return muLaw;
        }

        var louder = new byte[muLaw.Length];
        for (var at = 0; at < louder.Length; at++)
        {
            louder[at] = Raised[muLaw.Span[at]];
        }

        return louder;
    }

    private static byte Raise(byte value) => MuLaw.Encode((short)Math.Clamp(MuLaw.Decode(value) * Gain, short.MinValue, short.MaxValue));
}
