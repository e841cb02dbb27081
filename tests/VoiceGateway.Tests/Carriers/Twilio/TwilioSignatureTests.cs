using Microsoft.Extensions.Primitives;
using VoiceGateway.Carriers.Twilio;

namespace VoiceGateway.Tests.Carriers.Twilio;

public sealed class TwilioSignatureTests
{
    private const string Token = "12345";
    private const string Url = "https://mycompany.com/myapp.php?foo=1&bar=2";

    private static readonly KeyValuePair<string, StringValues>[] Form =
    [
        new("CallSid", "CA1234567890ABCDE"),
        new("From", "+14158675309"),
        new("Digits", "1234"),
        new("To", "+18005551212"),
        new("Caller", "+14158675309"),
    ];

    /// <summary>Twilio's own example: https://www.twilio.com/docs/usage/security</summary>
    [Fact]
    public void The_example_of_the_documentation_is_signed_as_there() =>
        Assert.Equal("RSOYDt4T1cUTdK1PDd93/VVr8B8=", TwilioSignature.Of(Token, Url, Form));

    [Theory]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2", "https://mycompany.com/myapp.php?foo=1&bar=2")]
    [InlineData("https://mycompany.com/myapp.php", "https://mycompany.com:443/myapp.php")]
    [InlineData("wss://mycompany.com/media", "wss://mycompany.com:443/media")]
    [InlineData("http://[::1]/media", "http://[::1]:80/media")]
    [InlineData("https://mycompany.com:8443/media", "https://mycompany.com:8443/media")]
    public void The_default_port_may_stand_in_the_address_or_not(string called, string spelling) =>
        Assert.True(TwilioSignature.IsValid(TwilioSignature.Of(Token, spelling, Form), [Token], called, Form));

    [Theory]
    [InlineData("")]
    [InlineData("RSOYDt4T1cUTdK1PDd93/VVr8B9=")]
    [InlineData("no base64")]
    public void Another_signature_is_none(string signature) =>
        Assert.False(TwilioSignature.IsValid(signature, [Token], Url, Form));

    [Fact]
    public void Either_of_two_tokens_may_have_signed()
    {
        var signature = TwilioSignature.Of("new", Url, Form);

        Assert.True(TwilioSignature.IsValid(signature, ["new", "old"], Url, Form));
        Assert.True(TwilioSignature.IsValid(signature, ["old", "new"], Url, Form));
        Assert.False(TwilioSignature.IsValid(signature, ["old"], Url, Form));
    }

    [Fact]
    public void What_is_changed_on_the_way_is_noticed()
    {
        var signature = TwilioSignature.Of(Token, Url, Form);

        Assert.False(TwilioSignature.IsValid(signature, [Token], Url + "&baz=3", Form));
        Assert.False(TwilioSignature.IsValid(signature, [Token], Url, [.. Form, new("SpeechResult", "对")]));
        Assert.False(TwilioSignature.IsValid(signature, [Token], Url, Form[1..]));
    }

    /// <summary>facts.md: the JSON example of Twilio's libraries.</summary>
    [Fact]
    public void A_body_that_is_no_form_is_known_by_the_hash_in_its_address()
    {
        var body = """{"property": "value", "boolean": true}"""u8;
        const string Hash = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";

        Assert.Equal("a9nBmqA0ju/hNViExpshrM61xv4=", TwilioSignature.Of(Token, $"{Url}&bodySHA256={Hash}", []));
        Assert.True(TwilioSignature.IsBody(body, Hash));
        Assert.False(TwilioSignature.IsBody(body[1..], Hash));
        Assert.False(TwilioSignature.IsBody(body, ""));
    }
}
