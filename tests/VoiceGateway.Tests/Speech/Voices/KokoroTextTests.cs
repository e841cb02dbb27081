using VoiceGateway.Speech;
using VoiceGateway.Speech.Voices;

namespace VoiceGateway.Tests.Speech.Voices;

public sealed class KokoroTextTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    [Theory]
    [InlineData("银行行长", "i↗nxa↗ŋ xa↗ŋꭧa↓ŋ")]
    [InlineData("不行，长大", "pu↘ ɕi↗ŋ, ꭧa↓ŋta↘")]
    [InlineData("行长。", "xa↗ŋꭧa↓ŋ.")]
    public void A_character_is_read_by_the_word_that_it_stands_in(string text, string sounds) => Assert.Equal(sounds, Text().Sounds(text));

    [Theory]
    [InlineData("17", "i→ ʨʰi→")]
    [InlineData("长ABC大", "ꭧa↓ŋta↘")]
    public void Digits_are_read_one_by_one_and_other_letters_left_out(string text, string sounds) => Assert.Equal(sounds, Text().Sounds(text));

    [Fact]
    public void Sounds_that_the_voice_has_not_are_left_out() => Assert.Equal([7, 9], new KokoroText(
        PinyinLexicon.Load(file, new()), new(), new Dictionary<string, int> { ["a"] = 7, ["→"] = 9 }).Numbers("aʘ→"));

    public void Dispose() => File.Delete(file);

    private KokoroText Text()
    {
        File.WriteAllLines(file, ["银行\t1e-8\tyín háng", "行\t2e-8\txíng", "行长\t1e-9\tháng zhǎng", "长大\t1e-9\tzhǎng dà", "长\t4e-8\tcháng", "大\t5e-8\tdà", "一\t1e-7\tyī", "七\t1e-8\tqī"]);
        var pronunciation = SpeechKnowledge.Load().Pronunciation;
        return new KokoroText(PinyinLexicon.Load(file, pronunciation), pronunciation, new Dictionary<string, int>());
    }
}
