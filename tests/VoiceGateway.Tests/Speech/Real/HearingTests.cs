using VoiceGateway.Media;
using VoiceGateway.Speech;
using VoiceGateway.Speech.Evaluation;

namespace VoiceGateway.Tests.Speech.Real;

[Collection(RealSpeechGroup.Name)]
[Trait("Category", "Speech")]
public sealed class HearingTests(RealSpeech speech)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("domain", 0.25, "k0_02", "k2_00", "k3_06", "k7_08")]
    [InlineData("mandarin", 0.2, "aishell_BAC009S0764W0121", "funasr_asr_example")]
    public async Task Callers_are_heard_through_the_telephone_band(string set, double worst, params string[] names)
    {
        var errors = new CharacterErrors();
        foreach (var recording in await RealSpeech.RecordingsAsync(set, names))
        {
            var heard = await speech.Ears.RecognizeAsync(new RecognitionRequest(recording.Name, recording.Sound), Cancel);
            Assert.Equal(RecognitionOutcome.Heard, heard.Outcome);
            Assert.All(heard.Hypotheses, guess => Assert.InRange(guess.Confidence!.Value, 0, 1));
            errors += RealSpeech.Errors(recording.Said, heard.Text);
        }

        Assert.True(errors.Rate <= worst, $"{errors.Rate:P0} of the characters of {set} were wrong");
    }

    [Fact]
    public async Task What_was_said_is_among_the_hypotheses_more_often_than_at_their_head()
    {
        var (first, best) = (new CharacterErrors(), new CharacterErrors());
        foreach (var recording in await RealSpeech.RecordingsAsync("domain", "k0_00", "k7_11", "k2_08"))
        {
            var heard = await speech.Ears.RecognizeAsync(new RecognitionRequest(recording.Name, recording.Sound), Cancel);
            Assert.Equal(heard.Hypotheses.Count, heard.Hypotheses.Select(guess => guess.Text).Distinct().Count());
            var errors = heard.Hypotheses.Select(guess => RealSpeech.Errors(recording.Said, guess.Text)).ToList();
            first += errors[0];
            best += errors.MinBy(guess => guess.Errors);
        }

        Assert.True(best.Errors < first.Errors, $"{best.Errors} errors in the best of each, {first.Errors} in the first");
    }

    [Fact]
    public async Task The_beginning_of_an_utterance_is_heard_while_it_goes_on()
    {
        var recording = (await RealSpeech.RecordingsAsync("domain", "k3_06"))[0];
        var beginning = recording.Sound with { Samples = recording.Sound.Samples[..(2 * Sound.Telephone)] };

        var heard = await speech.Ears.RecognizeAsync(new RecognitionRequest("call", beginning, RecognitionKind.Partial), Cancel);

        Assert.Equal(RecognitionOutcome.Heard, heard.Outcome);
    }

    [Fact]
    public async Task A_whole_utterance_takes_the_place_of_its_beginning()
    {
        var recording = (await RealSpeech.RecordingsAsync("domain", "k7_07"))[0];

        var partials = Enumerable.Range(0, 3).Select(_ => speech.Ears.RecognizeAsync(new RecognitionRequest("call", recording.Sound, RecognitionKind.Partial), Cancel)).ToList();
        var whole = await speech.Ears.RecognizeAsync(new RecognitionRequest("call", recording.Sound), Cancel);

        Assert.Equal(RecognitionOutcome.Heard, whole.Outcome);
        Assert.Contains(RecognitionOutcome.Replaced, (await Task.WhenAll(partials)).Select(partial => partial.Outcome));
    }

    [Fact]
    public async Task What_may_be_a_whole_utterance_is_heard_as_well_as_one_and_waits_for_nobody()
    {
        var recording = (await RealSpeech.RecordingsAsync("domain", "k7_07"))[0];
        var ahead = await speech.Ears.RecognizeAsync(new RecognitionRequest("call", recording.Sound, RecognitionKind.Ahead), Cancel);
        var pushed = speech.Ears.RecognizeAsync(new RecognitionRequest("call", recording.Sound, RecognitionKind.Ahead), Cancel);
        var whole = await speech.Ears.RecognizeAsync(new RecognitionRequest("other", recording.Sound), Cancel);

        Assert.Equal(whole.Text, ahead.Text);
        Assert.Equal(RecognitionOutcome.Replaced, (await pushed).Outcome);
    }

    [Fact]
    public async Task Every_character_is_heard_with_how_sure_the_engine_was_of_it()
    {
        var recording = (await RealSpeech.RecordingsAsync("domain", "k7_07"))[0];
        var heard = await speech.Ears.RecognizeAsync(new RecognitionRequest("call", recording.Sound), Cancel);

        Assert.All(heard.Hypotheses, guess => Assert.Equal(guess.Text, string.Concat(guess.Pieces.Select(piece => piece.Text)).Trim()));
        Assert.All(heard.Hypotheses.SelectMany(guess => guess.Pieces), piece => Assert.InRange(piece.Confidence, 0, 1));
        Assert.DoesNotContain(heard.Hypotheses.SelectMany(guess => guess.Pieces), piece => piece.Text.Contains('\uFFFD', StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_caller_who_has_hung_up_leaves_the_engine_to_others()
    {
        var recording = (await RealSpeech.RecordingsAsync("domain", "k7_07"))[0];
        using var hungUp = new CancellationTokenSource();

        var abandoned = speech.Ears.RecognizeAsync(new RecognitionRequest("gone", recording.Sound), hungUp.Token);
        await hungUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);
        Assert.Equal(RecognitionOutcome.Heard, (await speech.Ears.RecognizeAsync(new RecognitionRequest("next", recording.Sound), Cancel)).Outcome);
    }

    [Fact]
    public async Task Silence_is_nothing_said()
    {
        var silence = new Sound(new short[3 * Sound.Telephone], Sound.Telephone);

        Assert.Equal(RecognitionOutcome.Nothing, (await speech.Ears.RecognizeAsync(new RecognitionRequest("call", silence), Cancel)).Outcome);
    }
}
