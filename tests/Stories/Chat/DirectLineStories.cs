using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using VoiceGateway.Chat;
using VoiceGateway.Chat.Linking;
using static Stories.TownspeopleOfGuilin;

namespace Stories.Chat;

/// <summary>Direct Line 3.0 as its documentation has it, where the client is not so kind.</summary>
public sealed class DirectLineStories
{
    private const string Secret = "a-secret-of-the-test-with-40-characters!";
    private const string Conversations = "/v3/directline/conversations";

    [Fact]
    public Task A_token_is_good_for_one_conversation_and_for_its_time() => Town.TellAsync(async town =>
    {
        var (one, token) = await BeginAsync(town);
        var (other, _) = await BeginAsync(town);
        Assert.Equal((HttpStatusCode.Unauthorized, "BadArgument"), await ErrorAsync(town, HttpMethod.Get, $"{Conversations}/{one}/activities", null));
        Assert.Equal((HttpStatusCode.Forbidden, "BadArgument"), await ErrorAsync(town, HttpMethod.Get, $"{Conversations}/{other}/activities", token));
        Assert.Equal((HttpStatusCode.Forbidden, "BadArgument"), await ErrorAsync(town, HttpMethod.Get, $"{Conversations}/{one}/activities", token[..^2] + "AA"));
        Assert.Equal((HttpStatusCode.Forbidden, "BadArgument"), await ErrorAsync(town, HttpMethod.Post, "/v3/directline/tokens/generate", token));

        town.Clock.Advance(TimeSpan.FromMinutes(20));
        var refreshed = (await AnswerAsync(town, HttpMethod.Post, "/v3/directline/tokens/refresh", token)).GetProperty("token").GetString()!;
        town.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal((HttpStatusCode.Forbidden, "TokenExpired"), await ErrorAsync(town, HttpMethod.Get, $"{Conversations}/{one}/activities", token));
        Assert.Equal((HttpStatusCode.Forbidden, "TokenExpired"), await ErrorAsync(town, HttpMethod.Post, "/v3/directline/tokens/refresh", token));
        await AnswerAsync(town, HttpMethod.Get, $"{Conversations}/{one}/activities", refreshed);
    });

    [Fact]
    public Task Bad_input_gets_an_error_of_Bot_Frameworks_shape() => Town.TellAsync(async town =>
    {
        var (id, token) = await BeginAsync(town);
        var address = $"{Conversations}/{id}/activities";
        Assert.Equal((HttpStatusCode.BadRequest, "MalformedData"), await ErrorAsync(town, HttpMethod.Post, address, token, "{"));
        Assert.Equal((HttpStatusCode.BadRequest, "MissingProperty"), await ErrorAsync(town, HttpMethod.Post, address, token, """{"type":"message","text":"你好"}"""));
        Assert.Equal((HttpStatusCode.BadRequest, "MissingProperty"), await ErrorAsync(town, HttpMethod.Post, address, token, "[]"));
        Assert.Equal((HttpStatusCode.BadRequest, "BadArgument"), await ErrorAsync(town, HttpMethod.Post, address, token, """{"type":"message","from":{"id":"u"}}"""));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "MessageSizeTooBig"), await ErrorAsync(town, HttpMethod.Post, address, token, Message(new string('好', 2000))));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "MessageSizeTooBig"), await ErrorAsync(town, HttpMethod.Post, address, token, Message(new string('好', 40_000))));
        Assert.Equal((HttpStatusCode.BadRequest, "BadArgument"), await ErrorAsync(town, HttpMethod.Get, address + "?watermark=soon", token));
        Assert.Equal((HttpStatusCode.NotImplemented, "NotSupported"), await ErrorAsync(town, HttpMethod.Post, $"{Conversations}/{id}/upload", token));

        var unknown = (await AnswerAsync(town, HttpMethod.Post, "/v3/directline/tokens/generate", null)).GetProperty("token").GetString()!;
        var of = Encoding.UTF8.GetString(Convert.FromBase64String(Padded(unknown.Split('.')[0]))).Split('\n')[2];
        Assert.Equal((HttpStatusCode.NotFound, "NotFound"), await ErrorAsync(town, HttpMethod.Post, $"{Conversations}/{of}/activities", unknown, Message("你好")));
    });

    [Fact]
    public Task Who_posts_too_much_is_told_to_slow_down() => Town.TellAsync(
        async town =>
        {
            var (id, token) = await BeginAsync(town);
            await SayAsync(town, id, token, "你好");
            await SayAsync(town, id, token, "你好");
            using var refused = await SendAsync(town, HttpMethod.Post, $"{Conversations}/{id}/activities", token, Message("你好"));
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.True(refused.Headers.RetryAfter!.Delta > TimeSpan.Zero);
            Assert.Equal("TooManyRequests", await CodeAsync(refused));
        },
        "--DirectLine:ActivitiesPerMinute=2");

    [Fact]
    public Task A_message_that_is_sent_again_is_answered_once() => Town.TellAsync(async town =>
    {
        var (id, token) = await BeginAsync(town);
        var message = """{"type":"message","text":"你好","from":{"id":"u"},"channelData":{"clientActivityID":"one"}}""";
        var first = await AnswerAsync(town, HttpMethod.Post, $"{Conversations}/{id}/activities", token, message);
        var again = await AnswerAsync(town, HttpMethod.Post, $"{Conversations}/{id}/activities", token, message);
        Assert.Equal(first.GetProperty("id").GetString(), again.GetProperty("id").GetString());
        var echo = (await ActivitiesAsync(town, id, token)).Single(activity => activity.GetProperty("from").GetProperty("id").GetString() == "u");
        Assert.Equal("one", echo.GetProperty("channelData").GetProperty("clientActivityID").GetString());
    });

    [Fact]
    public Task A_conversation_with_an_operator_survives_a_restart() => Town.TellAsync(async town =>
    {
        var (id, token) = await BeginAsync(town);
        await SayAsync(town, id, token, "我要人工");
        Assert.Equal(ClaimOutcome.Claimed, await town.Inside<ChatDesk>().ClaimAsync(id, "O001", "罗晓燕", OperatorLuo, CancellationToken.None));
        await town.Inboxes.GetsAsync(OperatorHuang, "已有人接手");
        var watermark = (await AnswerAsync(town, HttpMethod.Get, $"{Conversations}/{id}/activities", token)).GetProperty("watermark").GetString();

        await town.RestartAsync();
        var back = await AnswerAsync(town, HttpMethod.Get, $"{Conversations}/{id}?watermark={watermark}", token);
        Assert.Contains($"watermark={watermark}", back.GetProperty("streamUrl").GetString(), StringComparison.Ordinal);
        await SayAsync(town, id, token, "还在吗");
        var desk = town.Inside<ChatDesk>();
        Assert.Equal("罗晓燕", Assert.Single(await desk.OpenAsync("guilin", CancellationToken.None)).Handover!.OperatorName);
        Assert.Equal(ClaimOutcome.AlreadyClaimed, await desk.ClaimAsync(id, "O002", "黄建国", OperatorHuang, CancellationToken.None));
        Assert.True(await desk.SendAsync(id, "O001", "在的", CancellationToken.None));
        var since = await AnswerAsync(town, HttpMethod.Get, $"{Conversations}/{id}/activities?watermark={watermark}", token);
        Assert.Equal(["还在吗", "在的"], since.GetProperty("activities").EnumerateArray().Select(activity => activity.GetProperty("text").GetString()));
    });

    [Fact]
    public Task Danger_rings_people_though_the_conversation_is_lost() => Town.TellAsync(async town =>
    {
        var (id, token) = await BeginAsync(town);
        await town.StopAsync();
        await town.Redis.WipeAsync();
        await town.StartAsync();
        Assert.Equal((HttpStatusCode.NotFound, "NotFound"), await ErrorAsync(town, HttpMethod.Post, $"{Conversations}/{id}/activities", token, Message("我妈摔倒了，爬不起来")));
        await town.Inboxes.GetsAsync(OperatorLuo, "紧急");
        await town.Inboxes.GetsAsync(OperatorHuang, "紧急");
    });

    [Fact]
    public Task Codes_are_not_guessed() => Town.TellAsync(async town =>
    {
        var (id, token) = await BeginAsync(town);
        var good = await town.Inside<LinkCodes>().IssueAsync(GrandmaWangMobile, CancellationToken.None);
        foreach (var wrong in Enumerable.Range(100_000, 6).Select(number => $"{number}").Where(number => number != good).Take(5))
        {
            await SayAsync(town, id, token, wrong);
        }

        await SayAsync(town, id, token, good);
        Assert.Contains("太多", (await ActivitiesAsync(town, id, token))[^1].GetProperty("text").GetString(), StringComparison.Ordinal);
    });

    [Fact]
    public async Task With_a_secret_nobody_gets_in_without_it_and_its_owner_says_who_a_user_is()
    {
        var secrets = Directory.CreateTempSubdirectory("voicecare-secrets-").FullName;
        await File.WriteAllTextAsync(Path.Combine(secrets, "DirectLine__Secret"), Secret);
        await Town.TellAsync(
            async town =>
            {
                Assert.Equal((HttpStatusCode.Unauthorized, "BadArgument"), await ErrorAsync(town, HttpMethod.Post, "/v3/directline/tokens/generate", null));
                Assert.Equal((HttpStatusCode.Forbidden, "BadArgument"), await ErrorAsync(town, HttpMethod.Post, "/v3/directline/tokens/generate", Secret + "!"));

                var (first, token) = await BeginAsync(town, Secret, "dl_daughter");
                await SayAsync(town, first, token, await town.Inside<LinkCodes>().IssueAsync(GrandmaWangMobile, CancellationToken.None));
                var (again, next) = await BeginAsync(town, Secret, "dl_daughter");
                Assert.Contains("王奶奶", (await ActivitiesAsync(town, again, next))[0].GetProperty("text").GetString(), StringComparison.Ordinal);

                // A browser that has a token for nobody cannot claim to be her.
                var (stranger, own) = await BeginAsync(town, Secret, null, claimed: "dl_daughter");
                Assert.Contains("绑定码", (await ActivitiesAsync(town, stranger, own))[0].GetProperty("text").GetString(), StringComparison.Ordinal);
            },
            $"--Secrets:Path={secrets}");
        Directory.Delete(secrets, recursive: true);
    }

    private static async Task<(string Id, string Token)> BeginAsync(Town town, string? secret = null, string? user = null, string? claimed = null)
    {
        var body = user is null ? null : JsonSerializer.Serialize(new { user = new { id = user } });
        var token = (await AnswerAsync(town, HttpMethod.Post, "/v3/directline/tokens/generate", secret, body)).GetProperty("token").GetString();
        var claim = claimed is null ? null : JsonSerializer.Serialize(new { user = new { id = claimed } });
        var begun = await AnswerAsync(town, HttpMethod.Post, Conversations, token, claim);
        return (begun.GetProperty("conversationId").GetString()!, begun.GetProperty("token").GetString()!);
    }

    private static Task<JsonElement> SayAsync(Town town, string id, string token, string text) =>
        AnswerAsync(town, HttpMethod.Post, $"{Conversations}/{id}/activities", token, Message(text));

    private static async Task<List<JsonElement>> ActivitiesAsync(Town town, string id, string token) =>
        [.. (await AnswerAsync(town, HttpMethod.Get, $"{Conversations}/{id}/activities", token)).GetProperty("activities").EnumerateArray()];

    private static async Task<JsonElement> AnswerAsync(Town town, HttpMethod method, string address, string? bearer, string? body = null)
    {
        using var answer = await SendAsync(town, method, address, bearer, body);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {address}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<(HttpStatusCode Status, string? Code)> ErrorAsync(Town town, HttpMethod method, string address, string? bearer, string? body = null)
    {
        using var answer = await SendAsync(town, method, address, bearer, body);
        return (answer.StatusCode, await CodeAsync(answer));
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("code").GetString();

    private static async Task<HttpResponseMessage> SendAsync(Town town, HttpMethod method, string address, string? bearer, string? body)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return await town.Http.SendAsync(request);
    }

    private static string Message(string text) => JsonSerializer.Serialize(new { type = "message", text, from = new { id = "u" } });

    private static string Padded(string base64Url) => base64Url.Replace('-', '+').Replace('_', '/').PadRight((base64Url.Length + 3) / 4 * 4, '=');
}
