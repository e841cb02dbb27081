using Microsoft.Extensions.Options;
using VoiceGateway.Hosting;

namespace VoiceGateway.Tests.LanguageModel;

/// <summary>Settings as somebody might write them on the command line, tried on the host as it starts.</summary>
public sealed class LanguageModelOptionsTests
{
    private const string Endpoint = "--LanguageModel:Endpoint=https://llm.example.cn/v1";
    private const string Model = "--LanguageModel:Model=qwen3-4b";

    [Theory]
    [InlineData("LanguageModel:Model", Endpoint)]
    [InlineData("LanguageModel:Endpoint", Model)]
    [InlineData("'llm.example.cn'", "--LanguageModel:Endpoint=llm.example.cn", Model)]
    [InlineData("in the clear", "--LanguageModel:Endpoint=http://llm.example.cn/v1", Model)]
    [InlineData("user's name or password", "--LanguageModel:Endpoint=https://me:secret@llm.example.cn/v1", Model)]
    [InlineData("LanguageModel__Key", Endpoint, Model, "--LanguageModel:Key=sk-123")]
    [InlineData("Secrets:Path", Endpoint, Model, "--Secrets:Path=/no/such/folder")]
    public void A_wrong_setting_stops_the_start_with_a_sentence(string says, params string[] settings)
    {
        using var data = new Folder();
        var wrong = Assert.Throws<WrongSettingsException>(() => Check(data, settings));
        Assert.Contains(says, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-123", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Calls:Region=guilin")]
    [InlineData(Endpoint, Model)]
    [InlineData("--LanguageModel:Endpoint=http://127.0.0.1:8000/v1", Model)]
    [InlineData("--LanguageModel:Endpoint=http://10.0.3.7:8000/v1", Model)]
    public void A_right_one_does_not(params string[] settings)
    {
        using var data = new Folder();
        Check(data, settings);
    }

    private static void Check(Folder data, string[] settings)
    {
        using var host = (IDisposable)VoiceCareHost.Build([$"--Data:Path={data.Path}", "--Speech:Local=false", .. settings]);
        VoiceCareHost.CheckSettings((Microsoft.AspNetCore.Builder.WebApplication)host);
    }

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("voicecare-settings-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
