using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using VoiceGateway.Chat.Linking;
using static Stories.TownspeopleOfGuilin;

namespace Stories.Screens;

/// <summary>Smart screens and speakers: DuerOS, Tmall Genie and XiaoAI, each as its platform speaks.</summary>
public sealed class ScreenStories
{
    private const string GenieKey = "0123456789abcdefghijklmnop";
    private const string XiaoAiSecret = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static readonly string[] Strangers =
        ["https://duer.bdstatic.com.evil.example", "https://evil.example", "http://duer.bdstatic.com", "https://duer.bdstatic.com:8443", "https://user@duer.bdstatic.com"];

    [Fact]
    public Task An_elder_links_a_DuerOS_screen_by_a_spoken_code_and_orders_a_meal() => TellAsync(async (town, baidu) =>
    {
        var welcome = await baidu.PostAsync(town, DuerOsRequests.Launch("grandma", "session-1"));
        Assert.Contains("绑定码", Speech(welcome), StringComparison.Ordinal);
        Assert.True(welcome.GetProperty("response").GetProperty("expectSpeech").GetBoolean());

        Assert.Contains("绑定码", Speech(await baidu.PostAsync(town, DuerOsRequests.Intent("grandma", "session-1", "明天中午送一份饭"))), StringComparison.Ordinal);
        var code = await town.Inside<LinkCodes>().IssueAsync(GrandmaWangMobile, CancellationToken.None);
        var asked = await baidu.PostAsync(town, DuerOsRequests.Intent("grandma", "session-1", string.Concat(code.Select(digit => "零幺二三四五六七八九"[digit - '0']))));
        Assert.Contains("对不对", Speech(asked), StringComparison.Ordinal);
        Assert.Equal("txt", asked.GetProperty("response").GetProperty("card").GetProperty("type").GetString());
        Assert.Equal("对", asked.GetProperty("response").GetProperty("card").GetProperty("cueWords")[0].GetString());

        var yes = DuerOsRequests.Intent("grandma", "session-1", "对");
        Assert.Contains("上门核验码", Speech(await baidu.PostAsync(town, yes)), StringComparison.Ordinal);
        await town.Inboxes.SomebodyGetsAsync("送饭");
        await baidu.PostAsync(town, DuerOsRequests.Ended("grandma", "session-1"));

        // The next session knows her, and shows what may be wished for as a list.
        var again = await baidu.PostAsync(town, DuerOsRequests.Launch("grandma", "session-2"));
        Assert.Contains("王奶奶", Speech(again), StringComparison.Ordinal);
        Assert.Equal("list", again.GetProperty("response").GetProperty("card").GetProperty("type").GetString());
    });

    [Fact]
    public Task DuerOS_requests_that_Baidu_did_not_sign_just_now_are_refused() => TellAsync(async (town, baidu) =>
    {
        var body = DuerOsRequests.Launch("grandma", "session-1");
        Assert.False(await baidu.IsRefusedAsync(town, body));
        Assert.True(await baidu.IsRefusedAsync(town, body), "a replay was taken");
        Assert.True(await baidu.IsRefusedAsync(town, DuerOsRequests.Launch("grandma", "session-2"), signedBody: body), "another body was taken");
        Assert.True(await baidu.IsRefusedAsync(town, DuerOsRequests.Launch("grandma", "session-3", age: TimeSpan.FromMinutes(10))), "an old request was taken");
        Assert.True(await baidu.IsRefusedAsync(town, DuerOsRequests.Launch("grandma", "session-4"), skill: "another"), "another skill's request was taken");
        foreach (var host in Strangers)
        {
            Assert.True(await baidu.IsRefusedAsync(town, DuerOsRequests.Launch("grandma", host), certificateHost: host), $"a certificate from {host} was taken");
        }

        Assert.True(await baidu.IsRefusedAsync(town, DuerOsRequests.Launch("grandma", "expired"), certificate: "expired.pem"), "an expired certificate was taken");
        Assert.True(await baidu.IsRefusedAsync(town, DuerOsRequests.Launch("grandma", "own"), certificate: "stranger.pem"), "a stranger's certificate was taken");
        Assert.Equal(1, baidu.Fetched("signing.pem"));
    });

    [Theory]
    [InlineData("launch.json")]
    [InlineData("intent_request.json")]
    [InlineData("intent_request1.json")]
    public Task The_shapes_that_Baidu_publishes_are_understood(string file) => TellAsync(async (town, baidu) =>
    {
        var shape = JsonNode.Parse(await File.ReadAllTextAsync(Published(file)))!;
        shape["request"]!["timestamp"] = $"{town.Clock.GetUtcNow().ToUnixTimeSeconds()}";
        shape["context"]!["System"]!["application"]!["applicationId"] = DuerOsRequests.Skill;
        Assert.Contains("绑定码", Speech(await baidu.PostAsync(town, shape.ToJsonString())), StringComparison.Ordinal);
    });

    [Fact]
    public Task Danger_at_a_screen_rings_people() => TellAsync(async (town, baidu) =>
    {
        var reply = await baidu.PostAsync(town, DuerOsRequests.Intent("grandma", "session-1", "我摔倒了爬不起来"));
        Assert.Contains("叫人", Speech(reply), StringComparison.Ordinal);
        Assert.DoesNotContain("别挂", Speech(reply), StringComparison.Ordinal);
        await town.Inboxes.GetsAsync(OperatorLuo, "紧急");
        await town.Inboxes.GetsAsync(OperatorHuang, "紧急");
    });

    [Fact]
    public Task Tmall_Genie_asks_on_and_knows_who_it_is_by_the_code() => TellAsync(async (town, _) =>
    {
        var address = $"/genie/{GenieKey}";
        var code = await town.Inside<LinkCodes>().IssueAsync(GrandmaWangMobile, CancellationToken.None);
        var linked = await GenieAsync(town, address, code);
        Assert.Equal("0", linked.GetProperty("returnCode").GetString());
        Assert.Contains("王奶奶", linked.GetProperty("returnValue").GetProperty("reply").GetString(), StringComparison.Ordinal);
        Assert.Equal("ASK_INF", linked.GetProperty("returnValue").GetProperty("resultType").GetString());
        Assert.Equal("words", linked.GetProperty("returnValue").GetProperty("askedInfos")[0].GetProperty("parameterName").GetString());

        var over = await GenieAsync(town, address, "再见");
        Assert.Equal("RESULT", over.GetProperty("returnValue").GetProperty("resultType").GetString());
        Assert.Equal("SUCCESS", over.GetProperty("returnValue").GetProperty("executeCode").GetString());

        using var stranger = await town.Http.PostAsJsonAsync("/genie/0123456789abcdefghijklmnoq", new { });
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        using var broken = await town.Http.PostAsync(address, new StringContent("[]"));
        Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);
        Assert.Equal("mine", await town.Http.GetStringAsync("/aligenie/owner.txt"));
    });

    [Fact]
    public Task XiaoAI_speaks_with_its_signature_only_and_once() => TellAsync(async (town, _) =>
    {
        var body = """{"version":"1.0","query":"我要人工","session":{"is_new":true,"session_id":"s1","application":{"app_id":"1"},"user":{"user_id":"u1","is_user_login":true}},"request":{"type":1,"request_id":"r1","timestamp":0,"slot_info":[]}}""";
        using var taken = await XiaoAiAsync(town, body);
        var reply = await taken.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Contains("人工", reply.GetProperty("response").GetProperty("to_speak").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.False(reply.GetProperty("is_session_end").GetBoolean());

        using var replayed = await XiaoAiAsync(town, body);
        using var changed = await XiaoAiAsync(town, body, sent: body.Replace("u1", "u2", StringComparison.Ordinal));
        using var old = await XiaoAiAsync(town, body, age: TimeSpan.FromMinutes(10));
        Assert.All([replayed, changed, old], answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));
    });

    private static async Task TellAsync(Func<Town, FakeBaidu, Task> story)
    {
        using var baidu = new FakeBaidu(Town.MondayMorning);
        var folder = Directory.CreateTempSubdirectory("voicecare-screens-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "root.pem"), baidu.Root);
        var secrets = Directory.CreateDirectory(Path.Combine(folder, "secrets")).FullName;
        await File.WriteAllTextAsync(Path.Combine(secrets, "Genie__CallbackKey"), GenieKey);
        await File.WriteAllTextAsync(Path.Combine(secrets, "XiaoAi__Secret"), XiaoAiSecret);
        await Town.TellAsync(
            town => story(town, baidu),
            baidu.Join,
            $"--DuerOs:SkillId={DuerOsRequests.Skill}",
            $"--DuerOs:TrustedRoot={Path.Combine(folder, "root.pem")}",
            "--Genie:SkillId=7",
            "--Genie:OwnershipFile=owner.txt",
            "--Genie:OwnershipText=mine",
            "--XiaoAi:KeyId=key-1",
            $"--Secrets:Path={secrets}");
        Directory.Delete(folder, recursive: true);
    }

    private static string Speech(JsonElement answer) => answer.GetProperty("response").GetProperty("outputSpeech").GetProperty("text").GetString()!;

    private static async Task<JsonElement> GenieAsync(Town town, string address, string words)
    {
        var request = new
        {
            sessionId = "g1",
            utterance = words,
            requestData = new { userOpenId = "open-1", deviceOpenId = "device-1", city = "桂林", screenStatus = "online" },
            skillId = 7,
            intentName = "any",
            intentId = 12,
            slotEntities = Array.Empty<object>(),
            skillSession = new { skillSessionId = "gs1", newSession = false },
        };
        using var answer = await town.Http.PostAsJsonAsync(address, request);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <param name="sent">What is sent, where that is not what was signed.</param>
    private static async Task<HttpResponseMessage> XiaoAiAsync(Town town, string body, string? sent = null, TimeSpan age = default)
    {
        var date = (town.Clock.GetUtcNow() - age).ToString("R", null);
        var host = town.Http.BaseAddress!.Authority;
        // MD5 is what Xiaomi's scheme has.
#pragma warning disable CA5351
        var md5 = Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(Encoding.UTF8.GetBytes(body)));
#pragma warning restore CA5351
        var signed = $"POST\n/xiaoai\n\n{date}\n{host}\napplication/json\n{md5}\n";
        var signature = Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Convert.FromBase64String(XiaoAiSecret), Encoding.UTF8.GetBytes(signed)));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/xiaoai") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(sent ?? body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Content.Headers.TryAddWithoutValidation("Content-MD5", md5);
        request.Headers.TryAddWithoutValidation("X-Xiaomi-Date", date);
        request.Headers.TryAddWithoutValidation("Authorization", $"MIAI-HmacSHA256-V1 key-1::{signature}");
        return await town.Http.SendAsync(request);
    }

    private static string Published(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "specs", "dueros", file);
            if (File.Exists(path))
            {
                return path;
            }
        }

        Assert.Skip("There is no folder shared/specs beside this repository: no published requests to run this test on.");
        return "";
    }
}
