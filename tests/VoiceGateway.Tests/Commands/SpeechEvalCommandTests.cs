using System.CommandLine;
using Microsoft.AspNetCore.Http;
using VoiceGateway.Commands;
using VoiceGateway.Media;
using VoiceGateway.Tests.Speech.Remote;

namespace VoiceGateway.Tests.Commands;

public sealed class SpeechEvalCommandTests : IDisposable
{
    private readonly DirectoryInfo set = Directory.CreateTempSubdirectory("voicecare-eval-");

    public SpeechEvalCommandTests()
    {
        File.WriteAllBytes(Path.Combine(set.FullName, "a.wav"), WavFile.Write(Tone.At(16_000)));
        File.WriteAllBytes(Path.Combine(set.FullName, "b.wav"), WavFile.Write(Tone.At(8000)));
        File.WriteAllLines(Path.Combine(set.FullName, "transcripts.txt"), ["a\t請人來修電燈", "b\t帮我洗衣服"]);
    }

    public void Dispose() => set.Delete(recursive: true);

    [Fact]
    public async Task Every_engine_gets_its_own_figures_for_errors_understanding_and_time()
    {
        await using var server = new OpenAiServer();
        await server.StartAsync();
        var (code, output, _) = await RunAsync(set.FullName, "--Speech:Recognizers=openai", $"--Speech:OpenAi:Endpoint={server.Address}/v1", "--Speech:OpenAi:Model=sensevoice");
        Assert.Equal(0, code);
        var summary = output.Split('\n').Single(line => line.StartsWith("== ", StringComparison.Ordinal));
        Assert.StartsWith($"== openai, {set.Name}: 2 recordings, 2 s; CER 54.5", summary, StringComparison.Ordinal);
        Assert.Contains("as from the truth 50.0", summary, StringComparison.Ordinal);
        Assert.Contains("real-time factor", summary, StringComparison.Ordinal);
        Assert.Contains("first result after", summary, StringComparison.Ordinal);
        Assert.EndsWith("not answered 0", summary.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recordings_that_an_engine_did_not_answer_are_counted()
    {
        await using var server = new OpenAiServer { Misbehaves = SpeechServer.With(StatusCodes.Status500InternalServerError) };
        await server.StartAsync();
        var (code, output, _) = await RunAsync(set.FullName, "--Speech:Recognizers=openai", $"--Speech:OpenAi:Endpoint={server.Address}/v1", "--Speech:OpenAi:Model=sensevoice");
        Assert.Equal(0, code);
        Assert.Contains("not answered 2", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_setting_is_answered_with_a_sentence()
    {
        var (code, _, errors) = await RunAsync(set.FullName, "--Speech:Recognizers=openai");
        Assert.Equal(1, code);
        Assert.Contains("Speech:OpenAi:Endpoint", errors, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var root = new RootCommand { SpeechEvalCommand.Create() };
        var code = await root.Parse(["speech-eval", .. arguments]).InvokeAsync(
            new InvocationConfiguration { Output = output, Error = errors }, TestContext.Current.CancellationToken);
        return (code, output.ToString(), errors.ToString());
    }
}
