using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using VoiceGateway.Commands;

namespace Stories;

/// <summary>
/// Calls that are spoken, not typed: recordings go through the whole way in real time, as telephone sound over the media stream, through
/// the local recogniser, and end with a vendor who has taken the order.
/// </summary>
[Trait("Category", "Speech")]
public sealed class SpokenStories(SpeakingHotline hotline) : IClassFixture<SpeakingHotline>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("voicecare-spoken-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Recorded_callers_order_the_cleaning_of_windows_and_a_vendor_takes_it()
    {
        var recordings = Recordings();
        Assert.SkipWhen(recordings is null, "There are no recordings here: ../shared/wavs/domain");
        await AnOrderIsTakenAsync("07735550104", "打扫卫生", Recorded("k3_00"), Recorded("k0_09"), Recorded("k7_11"));

        string Recorded(string name) => Path.Combine(recordings, name + ".wav");
    }

    [Fact]
    public async Task The_house_voice_orders_and_a_vendor_takes_it() =>
        await AnOrderIsTakenAsync("07735550105", "打扫卫生", await HouseSaysAsync("明天下午三点请人来打扫卫生"), await HouseSaysAsync("对，没错"), await HouseSaysAsync("没有别的事情了，谢谢"));

    [Fact]
    public async Task A_voice_of_another_make_orders_and_a_vendor_takes_it() =>
        await AnOrderIsTakenAsync("07735550101", "打扫卫生", await EspeakSaysAsync("ming2 tian1 xia4 wu3 san1 dian3, qing3 ren2 lai2 da3 sao3 wei4 sheng1"), await EspeakSaysAsync("dui4, mei2 cuo4"), await EspeakSaysAsync("mei2 you3 bie2 de5 shi4 qing5 le5, xie4 xie5"));

    private async Task AnOrderIsTakenAsync(string from, string service, params string[] recordings)
    {
        using var http = new HttpClient { BaseAddress = hotline.Address };
        var before = (await MessagesAsync(http, CancellationToken.None)).Select(Id).ToHashSet();
        var (code, lines) = await CallAsync(from, recordings);
        var order = lines[^1]["order"]?.GetValue<string>();
        Assert.True(order is not null && code == 0, string.Join(Environment.NewLine, lines.Select(line => line.ToJsonString())));

        var offer = await MessageAsync(http, message => !before.Contains(Id(message)) && Says(message, service) && Says(message, "接单回"));
        var vendor = offer["phone"]!.GetValue<string>();
        var answer = Says(offer, "接单回1，") ? "接" : ReplyCode(offer);
        (await http.PostAsJsonAsync("/local/messages", new { id = Guid.NewGuid().ToString("N"), phone = vendor, text = answer })).EnsureSuccessStatusCode();
        await MessageAsync(http, message => message["phone"]!.GetValue<string>() == vendor && Says(message, $"{order}归您"));
        Assert.Empty(hotline.Errors);
    }

    /// <summary>A vendor who was asked twice answers with the code of the order.</summary>
    private static string ReplyCode(JsonNode offer) => string.Concat(offer["text"]!.GetValue<string>().Split("接单回")[1].TakeWhile(letter => letter != '，'));

    private static string Id(JsonNode message) => message["id"]!.GetValue<string>();

    private static bool Says(JsonNode message, string words) => message["text"]!.GetValue<string>().Contains(words, StringComparison.Ordinal);

    private static async Task<IEnumerable<JsonNode>> MessagesAsync(HttpClient http, CancellationToken cancellation) =>
        (await http.GetFromJsonAsync<JsonNode>("/local/messages", cancellation))!["messages"]!.AsArray().Select(message => message!);

    private static async Task<JsonNode> MessageAsync(HttpClient http, Func<JsonNode, bool> fits)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (true)
        {
            if ((await MessagesAsync(http, limit.Token)).FirstOrDefault(fits) is { } found)
            {
                return found;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }

    private async Task<(int Code, List<JsonNode> Lines)> CallAsync(string from, string[] recordings)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        string[] arguments = ["--server", hotline.Address.ToString(), "--from", from, .. recordings.SelectMany(file => new[] { "--wav", file })];
        var code = await CallCommand.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = output });
        return (code, [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)]);
    }

    private async Task<string> HouseSaysAsync(string sentence)
    {
        var file = Path.Combine(folder, $"{Guid.NewGuid():N}.wav");
        TelephoneWav.Write(file, (await hotline.SayAsync(sentence)).Span);
        return file;
    }

    /// <param name="pinyin">The voice knows few characters, but every syllable.</param>
    private async Task<string> EspeakSaysAsync(string pinyin)
    {
        var file = Path.Combine(folder, $"{Guid.NewGuid():N}.wav");
        using var espeak = Process.Start("espeak-ng", ["-v", "cmn-latn-pinyin", "-s", "130", "-w", file, pinyin]);
        await espeak.WaitForExitAsync();
        return file;
    }

    private static string? Recordings()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var recordings = Path.Combine(folder.FullName, "shared", "wavs", "domain");
            if (Directory.Exists(recordings))
            {
                return recordings;
            }
        }

        return null;
    }
}
