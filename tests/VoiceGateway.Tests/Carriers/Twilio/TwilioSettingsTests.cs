using VoiceGateway.Hosting;

namespace VoiceGateway.Tests.Carriers.Twilio;

/// <summary>A hotline that is configured wrongly does not start, and says what to set.</summary>
public sealed class TwilioSettingsTests : IDisposable
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    private readonly string folder = Directory.CreateTempSubdirectory("voicecare-settings-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_is_right_is_taken() => Check();

    [Theory]
    [InlineData("--Twilio:AccountSid=AC12", "Twilio:AccountSid")]
    [InlineData("--Twilio:PublicUrl=http://hotline.example.org", "Twilio:PublicUrl")]
    [InlineData("--Twilio:PublicUrl=", "Twilio:PublicUrl")]
    [InlineData("--Twilio:MediaUrl=https://media.example.org", "Twilio:MediaUrl")]
    [InlineData("--Twilio:Record=true", "Twilio:RecordingDays")]
    [InlineData("--Twilio:RecordingDays=0", "Twilio:RecordingDays")]
    [InlineData("--Twilio:Number=07731234900", "Twilio:Number")]
    [InlineData("--Twilio:MessagingServiceSid=MG", "Twilio:MessagingServiceSid")]
    [InlineData("--Twilio:SmsValidity=11:00:00", "Twilio:SmsValidity")]
    [InlineData("--Twilio:Budget=00:00:20", "Twilio:Budget")]
    [InlineData("--Twilio:ApiUrl=http://api.twilio.com", "Twilio:ApiUrl")]
    [InlineData("--Carrier=twillio", "Carrier is twillio")]
    [InlineData("--Sms=post", "Sms is post")]
    [InlineData("--Secrets:Path=/there/is/no/such/folder", "Secrets:Path")]
    public void What_is_wrong_is_named(string setting, string named) =>
        Assert.Contains(named, Assert.Throws<WrongSettingsException>(() => Check(setting)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_secret_on_the_command_line_is_refused_and_not_repeated()
    {
        var refused = Assert.Throws<WrongSettingsException>(() => Check($"--Twilio:OtherAuthToken={Token}"));

        Assert.Contains("Twilio__OtherAuthToken", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_that_is_missing_is_asked_for() =>
        Assert.Contains("Twilio__AuthToken", Assert.Throws<WrongSettingsException>(() => Check(null, token: null)).Message, StringComparison.Ordinal);

    private void Check(string? setting = null, string? token = Token)
    {
        var secrets = Directory.CreateDirectory(Path.Combine(folder, "secrets")).FullName;
        if (token is not null)
        {
            File.WriteAllText(Path.Combine(secrets, "Twilio__AuthToken"), token);
        }

        using var host = VoiceCareHost.Build(
        [
            "--urls=http://127.0.0.1:0",
            $"--Data:Path={folder}",
            "--Carrier=twilio",
            $"--Secrets:Path={secrets}",
            "--Twilio:AccountSid=AC0123456789abcdef0123456789abcdef",
            "--Twilio:Number=+8677312349000",
            "--Twilio:PublicUrl=https://hotline.example.org/care",
            .. setting is null ? Array.Empty<string>() : [setting],
        ]);
        VoiceCareHost.CheckSettings(host);
    }
}
