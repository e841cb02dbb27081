using Microsoft.AspNetCore.Builder;
using VoiceGateway.Hosting;

namespace VoiceGateway.Tests.Speech.Remote;

/// <summary>Settings of speech as somebody might write them on the command line, tried on the host as it starts.</summary>
public sealed class SpeechSettingsTests
{
    private const string Azure = "--Speech:Recognizers=azure,local";
    private const string OpenAi = "--Speech:Recognizers=openai,local";
    private const string Voice = "--Speech:Synthesizers=openai";
    private const string Endpoint = "--Speech:OpenAi:Endpoint=http://127.0.0.1:8000/v1";

    [Theory]
    [InlineData("Speech__Azure__Key", Azure, "--Speech:Azure:Region=chinanorth3")]
    [InlineData("Speech:Azure:Region", Azure)]
    [InlineData("Speech:Azure:Key is a secret", "--Speech:Azure:Key=abc")]
    [InlineData("Speech:OpenAi:Key is a secret", "--Speech:OpenAi:Key=abc")]
    [InlineData("Speech:OpenAi:Endpoint", OpenAi, "--Speech:OpenAi:Model=m")]
    [InlineData("in the clear", OpenAi, "--Speech:OpenAi:Model=m", "--Speech:OpenAi:Endpoint=http://speech.example.cn/v1")]
    [InlineData("Speech:OpenAi:Model", OpenAi, Endpoint)]
    [InlineData("Speech:OpenAi:Voice", Voice, Endpoint, "--Speech:OpenAi:VoiceModel=m")]
    [InlineData("Speech:OpenAi:Patience", OpenAi, Endpoint, "--Speech:OpenAi:Model=m", "--Speech:OpenAi:Patience=00:01:00")]
    [InlineData("Speech:OpenAi:AtOnce", OpenAi, Endpoint, "--Speech:OpenAi:Model=m", "--Speech:OpenAi:AtOnce=0")]
    [InlineData("local, azure, openai", "--Speech:Recognizers=azzure")]
    [InlineData("each once", "--Speech:Recognizers=local,local")]
    [InlineData("Speech:Synthesizers", "--Speech:Synthesizers=,")]
    public void A_wrong_setting_stops_the_start_with_a_sentence(string says, params string[] settings)
    {
        var wrong = Assert.Throws<WrongSettingsException>(() => Check(settings));
        Assert.Contains(says, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Speech:Azure:Region=")]
    [InlineData(OpenAi, Endpoint, "--Speech:OpenAi:Model=m")]
    [InlineData(Voice, Endpoint, "--Speech:OpenAi:VoiceModel=m", "--Speech:OpenAi:Voice=v")]
    public void A_right_one_does_not(params string[] settings) => Check(settings);

    [Fact]
    public void A_key_is_taken_from_the_folder_of_secrets()
    {
        var secrets = Directory.CreateTempSubdirectory("voicecare-secrets-");
        File.WriteAllText(Path.Combine(secrets.FullName, "Speech__Azure__Key"), "abc\n");
        Check([Azure, "--Speech:Azure:Region=chinanorth3", $"--Secrets:Path={secrets.FullName}"]);
        secrets.Delete(recursive: true);
    }

    private static void Check(string[] settings)
    {
        var data = Directory.CreateTempSubdirectory("voicecare-settings-");
        try
        {
            using var host = (IDisposable)VoiceCareHost.Build([$"--Data:Path={data.FullName}", "--Speech:Local=false", .. settings]);
            VoiceCareHost.CheckSettings((WebApplication)host);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
