using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using VoiceGateway.Media;
using VoiceGateway.Speech;

namespace VoiceGateway.Tests.Speech;

/// <summary>A house without the local engine opens its doors all the same, and says what is missing.</summary>
public sealed class AbsentEngineTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_an_engine_everything_answers_that_it_is_not_ready()
    {
        using var host = await StartAsync(("Local", "false"));
        var services = host.Services;
        var speech = new Sound(Enumerable.Range(0, 16000).Select(index => (short)(index % 40 * 300)).ToArray(), Sound.Telephone);

        Assert.Equal(RecognitionOutcome.NotReady, (await services.GetRequiredService<ISpeechRecognizer>().RecognizeAsync(new RecognitionRequest("call", speech), Cancel)).Outcome);
        Assert.Equal(SynthesisOutcome.NotReady, (await services.GetRequiredService<ISpeechSynthesizer>().SpeakAsync(new Sentence("您好。"), Cancel)).Outcome);
        Assert.Equal(SpeechState.Absent, services.GetRequiredService<ISpeechRecognizer>().Status.State);
        Assert.Contains("Speech:Local", services.GetRequiredService<ISpeechRecognizer>().Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_engine_speech_is_found_by_its_loudness()
    {
        using var host = await StartAsync(("Local", "false"));
        using var activity = host.Services.GetRequiredService<IVoiceActivityFactory>().Create();
        activity.Feed(new short[Sound.Telephone]);

        Assert.Equal(VoiceChange.Started, activity.Feed([.. Enumerable.Range(0, 800).Select(index => (short)(index % 40 * 300))]));
    }

    [Fact]
    public async Task An_engine_that_was_not_set_up_and_may_not_be_says_what_to_do()
    {
        var empty = Directory.CreateTempSubdirectory("voicecare-empty-");
        using var host = await StartAsync(("SetUpOnStart", "false"), ("Folder", empty.FullName));
        var ears = host.Services.GetRequiredService<ISpeechRecognizer>();

        Assert.Contains("setup-speech", ears.Status.Detail, StringComparison.Ordinal);
        empty.Delete(recursive: true);
    }

    [Theory]
    [InlineData("MinAudioContext", "200", "512")]
    [InlineData("Beams", "0", "1 to 8")]
    [InlineData("Model", "/no/such/model.bin", "no such file")]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string key, string value, string says)
    {
        var wrong = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync((key, value)));

        Assert.Contains($"Speech:{key}", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(says, wrong.Message, StringComparison.Ordinal);
    }

    private static async Task<IHost> StartAsync(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Speech:{setting.Key}", (string?)setting.Value)));
        builder.Services.AddSpeech(builder.Configuration);
        var host = builder.Build();
        await host.StartAsync(Cancel);
        await host.Services.GetServices<IHostedService>().OfType<BackgroundService>().Single().ExecuteTask!;
        return host;
    }
}
