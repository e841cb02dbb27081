using VoiceGateway.Media;
using VoiceGateway.Speech;
using VoiceGateway.Speech.Evaluation;

namespace VoiceGateway.Tests.Speech.Real;

[Collection(RealSpeechGroup.Name)]
[Trait("Category", "Speech")]
public sealed class SpeakingTests(RealSpeech speech)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_voice_says_over_the_telephone_is_heard_again()
    {
        var errors = new CharacterErrors();
        foreach (var text in (string[])["请护士上门给您换药。", "您是说家里有人摔倒了吗？", "明天上午九点，请师傅上门打扫卫生。"])
        {
            var sound = Sound.FromMuLaw((await speech.Mouth.SpeakAsync(new Sentence(text), Cancel)).MuLaw.Span);
            errors += RealSpeech.Errors(text, (await speech.Ears.RecognizeAsync(new RecognitionRequest(text, sound), Cancel)).Text);
        }

        Assert.True(errors.Rate <= 0.15, $"{errors.Rate:P0} of the characters were not heard");
    }

    [Fact]
    public async Task A_slower_pace_takes_longer()
    {
        var usual = await speech.Mouth.SpeakAsync(new Sentence("请您再说一遍。"), Cancel);
        var slow = await speech.Mouth.SpeakAsync(new Sentence("请您再说一遍。", Rate: 0.7), Cancel);

        Assert.InRange((double)slow.MuLaw.Length / usual.MuLaw.Length, 1.2, 1.8);
    }

    [Fact]
    public async Task Every_sentence_comes_equally_loud_and_without_silence_around_it()
    {
        foreach (var text in (string[])["好的。", "请稍等，我去叫人。"])
        {
            var sound = Sound.FromMuLaw((await speech.Mouth.SpeakAsync(new Sentence(text), Cancel)).MuLaw.Span);

            Assert.InRange(sound.Loudness, 1500, 5000);
            Assert.True(sound.Samples.Span[..(Sound.Telephone / 10)].ContainsAnyExceptInRange<short>(-300, 300), "it begins with silence");
        }
    }

    [Fact]
    public async Task A_prepared_sentence_is_at_hand_later()
    {
        var sentence = new Sentence("不客气。");
        Assert.False(speech.Mouth.TryGet(sentence, out _));

        speech.Mouth.Prepare([sentence]);
        // Said after the one before it in line: by then that one has been made.
        while (!speech.Mouth.TryGet(sentence, out _))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        }

        Assert.True(speech.Mouth.TryGet(sentence, out var sound));
        Assert.Equal(sound.ToArray(), (await speech.Mouth.SpeakAsync(sentence, Cancel)).MuLaw.ToArray());
    }
}
