using DialogBot;
using VoiceGateway.Speech;

namespace VoiceGateway.Calls;

/// <summary>Has everything that is fixed rendered ahead, so that the first caller does not wait for it either.</summary>
internal sealed class VoicePreparation(Bot bot, Phrasebook phrasebook, ISpeechSynthesizer voice) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (language, sentences) in bot.FixedSentences)
        {
            voice.Prepare(phrasebook.In(language).Spoken.Concat(sentences).Select((Manner.Usual with { Language = language }).Sentence));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
