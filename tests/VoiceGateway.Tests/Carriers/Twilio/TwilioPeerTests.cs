using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using VoiceGateway.Carriers.Twilio;

namespace VoiceGateway.Tests.Carriers.Twilio;

/// <summary>What npm's twilio, which Twilio itself publishes, signs and accepts.</summary>
public sealed class TwilioPeerTests
{
    private const string Package = "twilio@6.2.0";
    private const string Token = "0123456789abcdef0123456789abcdef";

    private const string Script = """
        const twilio = require("twilio");
        const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
        console.log(JSON.stringify(cases.map(each => ({
          signature: twilio.getExpectedTwilioSignature(each.token, each.url, each.form),
          accepts: twilio.validateRequest(each.token, each.signature, each.url, each.form),
        }))));
        """;

    private static readonly (string Url, Dictionary<string, string[]> Form)[] Cases =
    [
        ("https://hotline.example.org/twilio/voice", new() { ["CallSid"] = ["CA1"], ["From"] = ["+867735550101"], ["To"] = ["+8677312349000"] }),
        ("https://hotline.example.org/care/twilio/gather/turn?turn=3&x=%E4%BD%A0%2F1", new() { ["SpeechResult"] = ["明天下午三点，打扫卫生。"], ["Confidence"] = ["0.91"] }),
        ("https://hotline.example.org/twilio/messages", new() { ["Body"] = [""], ["b"] = ["2"], ["B"] = ["1"], ["a_"] = ["3"], ["aa"] = ["4"], ["a"] = ["5"] }),
        ("https://hotline.example.org/twilio/messages", new() { ["MediaUrl"] = ["z", "a", "z", "B"] }),
        ("https://hotline.example.org:8443/twilio/voice?call=ring%2Fguilin%2F0%2F199", new() { ["AnsweredBy"] = ["machine_start"] }),
        ("wss://hotline.example.org/media", []),
        ("https://hotline.example.org/it's?a=b'c", new() { ["Body"] = ["😀 １ 接"] }),
    ];

    [Fact]
    public async Task Our_signatures_are_the_ones_that_the_package_makes_and_accepts()
    {
        var ours = Cases.Select(each => TwilioSignature.Of(Token, each.Url, Fields(each.Form))).ToArray();
        var asked = Cases.Select((each, i) => new
        {
            token = Token,
            url = each.Url,
            form = each.Form.ToDictionary(field => field.Key, field => field.Value.Length == 1 ? (object)field.Value[0] : field.Value),
            signature = ours[i],
        });

        using var answers = JsonDocument.Parse(await AskAsync(JsonSerializer.Serialize(asked)));

        Assert.Equal(answers.RootElement.EnumerateArray().Select(each => each.GetProperty("signature").GetString()), ours);
        Assert.All(answers.RootElement.EnumerateArray(), each => Assert.True(each.GetProperty("accepts").GetBoolean()));
    }

    private static IEnumerable<KeyValuePair<string, StringValues>> Fields(Dictionary<string, string[]> form) =>
        form.Select(field => new KeyValuePair<string, StringValues>(field.Key, field.Value));

    private static async Task<string> AskAsync(string cases)
    {
        // Kept for the next run, beside what the benches keep.
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"voicecare-{Package.Replace('@', '-')}")).FullName;
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "twilio")))
        {
            await RunAsync(folder, "npm", ["install", "--no-audit", "--no-fund", "--silent", "--prefix", folder, Package], "");
        }

        return await RunAsync(folder, "node", ["-e", Script], cases);
    }

    private static async Task<string> RunAsync(string folder, string program, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
    }
}
