using VoiceGateway.Speech;
using VoiceGateway.Speech.Voices;

namespace VoiceGateway.Tests.Speech.Voices;

public sealed class PinyinSoundsTests
{
    private readonly PinyinSounds sounds = new(SpeechKnowledge.Load().Pronunciation);

    [Theory]
    [InlineData("nǐ", "ni↓")]
    [InlineData("hǎo", "xau↓")]
    [InlineData("xiǎng", "ɕja↓ŋ")]
    [InlineData("zhōng", "ꭧʊ→ŋ")]
    [InlineData("shì", "ʂɨ↘")]
    [InlineData("cì", "ʦʰɨ↘")]
    [InlineData("rì", "ɻɨ↘")]
    [InlineData("jī", "ʨi→")]
    [InlineData("qù", "ʨʰy↘")]
    [InlineData("xuě", "ɕɥe↓")]
    [InlineData("yuán", "ɥɛ↗n")]
    [InlineData("yún", "y↗n")]
    [InlineData("yī", "i→")]
    [InlineData("yǒu", "jou↓")]
    [InlineData("yìng", "i↘ŋ")]
    [InlineData("wǔ", "u↓")]
    [InlineData("wèi", "wei↘")]
    [InlineData("wèn", "wə↘n")]
    [InlineData("huí", "xwei↗")]
    [InlineData("niú", "njou↗")]
    [InlineData("lún", "lwə↗n")]
    [InlineData("nǚ", "ny↓")]
    [InlineData("lüè", "lɥe↘")]
    [InlineData("bō", "pwo→")]
    [InlineData("ér", "ɚ↗")]
    [InlineData("de", "tɤ")]
    [InlineData("ǹg", "ŋ↘")]
    public void A_syllable_sounds_as_the_voice_was_taught(string pinyin, string sound) => Assert.Equal(sound, sounds.Of(pinyin));

    [Theory]
    [InlineData("hello")]
    [InlineData("")]
    public void What_is_no_syllable_has_no_sound(string text) => Assert.Null(sounds.Of(text));
}
