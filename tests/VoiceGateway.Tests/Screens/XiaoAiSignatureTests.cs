using System.Text;
using System.Text.Json;
using VoiceGateway.Screens.XiaoAi;

namespace VoiceGateway.Tests.Screens;

/// <summary>Against vectors that Python's hmac computed and openssl confirmed (Screens/xiaoai-signatures.json).</summary>
public sealed class XiaoAiSignatureTests
{
    public static TheoryData<string> Vectors =>
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Screens", "xiaoai-signatures.json"))).RootElement.EnumerateArray().Select(each => each.GetRawText())];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_request_is_signed_as_others_compute_it(string vector)
    {
        var given = JsonSerializer.Deserialize<Dictionary<string, string>>(vector)!;
        var signature = XiaoAiSignature.Of(
            given["secret"], given["method"], given["path"], given["query"], given["date"], given["host"], given["contentType"], given["contentMd5"]);
        Assert.Equal(given["signature"], signature);
        Assert.True(XiaoAiSignature.Matches($"MIAI-HmacSHA256-V1 key::{signature}", "key", signature));
        Assert.False(XiaoAiSignature.Matches($"MIAI-HmacSHA256-V1 other::{signature}", "key", signature));
        Assert.True(XiaoAiSignature.IsBody(Encoding.UTF8.GetBytes(given["body"]), given["contentMd5"]));
        Assert.False(XiaoAiSignature.IsBody(Encoding.UTF8.GetBytes(given["body"] + " "), given["contentMd5"]));
    }
}
