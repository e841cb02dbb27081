using Microsoft.AspNetCore.Http;
using VoiceGateway.Speech;

namespace VoiceGateway.Tests.Speech.Remote;

/// <summary>Ears on other machines, over real HTTP: what they hear, and what becomes of a caller when they misbehave.</summary>
public sealed class RemoteEarsTests
{
    private const string Azures = "明天下午三点打扫卫生。";
    private const string OpenAis = "请人来修电灯";

    [Fact]
    public async Task Azure_gives_its_guesses_with_how_sure_it_is_of_each()
    {
        await using var house = await RemoteHouse.OpenAsync();
        var heard = await house.HearAsync();
        Assert.Equal([(Azures, 0.91), ("明天 下午 三 点 打少 卫生", 0.55)], heard.Hypotheses.Select(guess => (guess.Text, guess.Confidence!.Value)));
        Assert.Empty(house.OpenAi.Asked);
    }

    [Fact]
    public async Task How_sure_Azure_is_of_each_word_is_handed_on_where_it_tells()
    {
        await using var house = await RemoteHouse.OpenAsync();
        house.Azure.Hears = """{"RecognitionStatus":"Success","NBest":[{"Confidence":0.9,"Display":"打扫卫生。","Words":[{"Word":"打扫","Confidence":0.95},{"Word":"卫生","Confidence":0.4}]}]}""";
        Assert.Equal([new("打扫", 0.95), new("卫生", 0.4)], Assert.Single((await house.HearAsync()).Hypotheses).Pieces);
    }

    [Theory]
    [InlineData("Words", "response_format", "verbose_json", """{"text":"修电灯","words":[{"word":"修","probability":0.5},{"word":"电灯","probability":1}]}""")]
    [InlineData("Logprobs", "include[]", "logprobs", """{"text":"修电灯","logprobs":[{"token":"修","logprob":-0.6931471805599453},{"token":"电灯","logprob":0}]}""")]
    public async Task A_server_of_ones_own_is_asked_how_sure_it_is_of_each_word_where_it_can_tell(string detail, string field, string value, string answer)
    {
        await using var house = await RemoteHouse.OpenAsync(("Speech:Recognizers", "openai"), ("Speech:OpenAi:Detail", detail));
        house.OpenAi.Hears = answer;
        var heard = Assert.Single((await house.HearAsync()).Hypotheses);
        Assert.Equal(value, house.OpenAi.Form[field]);
        Assert.Equal([("修", 0.5), ("电灯", 1.0)], heard.Pieces.Select(piece => (piece.Text, Math.Round(piece.Confidence, 6))));
        Assert.Equal(Math.Sqrt(0.5), heard.Confidence!.Value, 6);
    }

    [Fact]
    public async Task What_may_not_be_over_is_not_paid_for_and_not_left_to_the_second_best()
    {
        await using var house = await RemoteHouse.OpenAsync();
        Assert.False(house.Ears.HearsAhead);
        await house.HearAsync(kind: RecognitionKind.Ahead);
        Assert.Empty(house.Azure.Asked);
        Assert.Empty(house.OpenAi.Asked);
    }

    [Theory]
    [InlineData("mandarin", "zh-CN")]
    [InlineData("southwestern", "zh-CN-sichuan")]
    [InlineData("wu", "wuu-CN")]
    [InlineData("cantonese", "yue-CN")]
    public async Task Azure_is_asked_in_the_elders_own_speech_and_to_mask_nothing(string dialect, string locale)
    {
        await using var house = await RemoteHouse.OpenAsync();
        await house.HearAsync(Locales.Of(dialect));
        Assert.Contains($"language={locale}&format=detailed&profanity=raw", Assert.Single(house.Azure.Asked), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"RecognitionStatus":"NoMatch","Offset":1,"Duration":2}""")]
    [InlineData("""{"RecognitionStatus":"InitialSilenceTimeout","Offset":1,"Duration":2}""")]
    [InlineData("""{"RecognitionStatus":"BabbleTimeout","Offset":1,"Duration":2}""")]
    [InlineData("""{"RecognitionStatus":"Success","NBest":[{"Confidence":0.3,"Display":"字幕由 Amara.org 社区提供"}]}""")]
    [InlineData("""{"RecognitionStatus":"Success","NBest":[]}""")]
    public async Task Nobody_speaking_is_an_answer_and_no_other_engine_is_asked(string answer)
    {
        await using var house = await RemoteHouse.OpenAsync();
        house.Azure.Hears = answer;
        Assert.Equal(RecognitionOutcome.Nothing, (await house.HearAsync()).Outcome);
        Assert.Empty(house.OpenAi.Asked);
    }

    [Theory]
    [InlineData(StatusCodes.Status500InternalServerError)]
    [InlineData(StatusCodes.Status503ServiceUnavailable)]
    [InlineData(StatusCodes.Status429TooManyRequests)]
    [InlineData(StatusCodes.Status401Unauthorized)]
    [InlineData(StatusCodes.Status302Found)]
    public async Task An_engine_that_refuses_is_passed_over(int status)
    {
        await using var house = await RemoteHouse.OpenAsync();
        house.Azure.Misbehaves = SpeechServer.With(status);
        Assert.Equal(OpenAis, (await house.HearAsync()).Text);
        Assert.Single(house.Azure.Asked);
    }

    [Theory]
    [InlineData("""{"RecognitionStatus":"Error","Offset":1,"Duration":2}""")]
    [InlineData("""{"RecognitionStatus":"Success","NBest":"none"}""")]
    [InlineData("<html>Welcome to the hotel's network</html>")]
    [InlineData("null")]
    [InlineData("")]
    public async Task An_engine_that_talks_nonsense_is_passed_over(string answer)
    {
        await using var house = await RemoteHouse.OpenAsync();
        house.Azure.Hears = answer;
        Assert.Equal(OpenAis, (await house.HearAsync()).Text);
    }

    [Fact]
    public async Task An_engine_whose_line_breaks_in_the_middle_is_passed_over()
    {
        await using var house = await RemoteHouse.OpenAsync();
        house.Azure.Misbehaves = SpeechServer.Cut;
        Assert.Equal(OpenAis, (await house.HearAsync()).Text);
    }

    [Fact]
    public async Task An_engine_that_is_not_there_is_passed_over()
    {
        await using var house = await RemoteHouse.OpenAsync();
        await house.Azure.DisposeAsync();
        Assert.Equal(OpenAis, (await house.HearAsync()).Text);
    }

    [Fact]
    public async Task An_engine_that_is_slow_is_waited_for_as_long_as_is_set_and_no_longer()
    {
        await using var house = await RemoteHouse.OpenAsync(("Speech:Azure:Patience", "00:00:02"));
        house.Azure.Misbehaves = SpeechServer.Hang;
        var hearing = house.HearAsync();
        await UntilAsync(() => !house.Azure.Asked.IsEmpty);
        house.Clock.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(hearing.IsCompleted);
        house.Clock.Advance(TimeSpan.FromSeconds(0.1));
        var heard = await hearing;
        Assert.Equal(OpenAis, heard.Text);
        Assert.Equal(TimeSpan.FromSeconds(2), heard.Waited);
    }

    [Fact]
    public async Task An_engine_that_fails_again_and_again_is_left_in_peace_and_then_asked_again()
    {
        await using var house = await RemoteHouse.OpenAsync();
        house.Azure.Misbehaves = SpeechServer.With(StatusCodes.Status500InternalServerError);
        for (var utterance = 0; utterance < 10; utterance++)
        {
            Assert.Equal(OpenAis, (await house.HearAsync()).Text);
        }

        Assert.Equal(4, house.Azure.Asked.Count);
        Assert.True(house.Ears.Status.IsReady);
        Assert.Contains("has failed too often", house.Ears.Status.Detail, StringComparison.Ordinal);

        house.Azure.Misbehaves = null;
        house.Clock.Advance(TimeSpan.FromSeconds(21));
        Assert.Equal(Azures, (await house.HearAsync()).Text);
        Assert.DoesNotContain("failed", house.Ears.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_no_engine_left_the_caller_is_asked_again_first_and_then_goes_on_without_ears()
    {
        await using var house = await RemoteHouse.OpenAsync();
        house.Azure.Misbehaves = house.OpenAi.Misbehaves = SpeechServer.With(StatusCodes.Status500InternalServerError);
        for (var utterance = 0; utterance < 4; utterance++)
        {
            Assert.Equal(RecognitionOutcome.Failed, (await house.HearAsync()).Outcome);
        }

        Assert.Equal(RecognitionOutcome.NotReady, (await house.HearAsync()).Outcome);
        Assert.False(house.Ears.Status.IsReady);
    }

    [Fact]
    public async Task The_beginning_of_an_utterance_does_not_go_out()
    {
        await using var house = await RemoteHouse.OpenAsync();
        Assert.Equal(RecognitionOutcome.NotReady, (await house.HearAsync(kind: RecognitionKind.Partial)).Outcome);
        Assert.Empty(house.Azure.Asked);
        Assert.Empty(house.OpenAi.Asked);
    }

    [Fact]
    public async Task Silence_does_not_go_out()
    {
        await using var house = await RemoteHouse.OpenAsync();
        var silence = new VoiceGateway.Media.Sound(new short[16000], 8000);
        var heard = await house.Ears.RecognizeAsync(new RecognitionRequest("call", silence), TestContext.Current.CancellationToken);
        Assert.Equal(RecognitionOutcome.Nothing, heard.Outcome);
        Assert.Empty(house.Azure.Asked);
    }

    [Fact]
    public async Task A_server_of_ones_own_hears_only_the_locales_that_it_is_there_for()
    {
        await using var house = await RemoteHouse.OpenAsync(
            ("Speech:Recognizers", "openai,azure"), ("Speech:OpenAi:Locales", "wuu-CN, yue-CN"), ("Speech:OpenAi:Models:wuu-CN", "dolphin"));
        Assert.Equal(Azures, (await house.HearAsync("zh-CN")).Text);
        Assert.Empty(house.OpenAi.Asked);

        Assert.Equal(OpenAis, (await house.HearAsync("wuu-CN")).Text);
        Assert.Equal(("dolphin", "zh"), (house.OpenAi.Form["model"], house.OpenAi.Form["language"]));
        Assert.Contains("养老", house.OpenAi.Form["prompt"], StringComparison.Ordinal);
        Assert.Equal("Bearer openai-key", house.OpenAi.Authorization);

        await house.HearAsync("yue-CN");
        Assert.Equal(("sensevoice", "yue"), (house.OpenAi.Form["model"], house.OpenAi.Form["language"]));
    }

    [Fact]
    public async Task A_transcription_without_words_is_nothing()
    {
        await using var house = await RemoteHouse.OpenAsync(("Speech:Recognizers", "openai,azure"));
        house.OpenAi.Hears = """{"text":"<|nospeech|><|EMO_UNKNOWN|><|Event_UNK|>"}""";
        Assert.Equal(RecognitionOutcome.Nothing, (await house.HearAsync()).Outcome);
        Assert.Empty(house.Azure.Asked);
    }

    [Fact]
    public async Task No_more_is_asked_at_once_than_is_set()
    {
        await using var house = await RemoteHouse.OpenAsync(("Speech:Azure:AtOnce", "1"));
        house.Azure.Misbehaves = SpeechServer.Hang;
        using var hangUp = new CancellationTokenSource();
        var first = house.Ears.RecognizeAsync(new RecognitionRequest("one", Tone.At(8000)), hangUp.Token);
        await UntilAsync(() => !house.Azure.Asked.IsEmpty);
        Assert.Equal(OpenAis, (await house.HearAsync()).Text);
        Assert.Single(house.Azure.Asked);

        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        house.Azure.Misbehaves = null;
        Assert.Equal(Azures, (await house.HearAsync()).Text);
    }

    private static async Task UntilAsync(Func<bool> happened)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        while (!happened())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        }
    }
}
