using System.Net;
using System.Net.Http.Json;
using static Stories.TownspeopleOfGuilin;

namespace Stories.Aliyun;

/// <summary>Messages through Aliyun, which in mainland China go both ways; calls are the town's own.</summary>
public sealed class AliyunStories
{
    private const string Key = "0123456789abcdefghijklmn";

    [Fact]
    public Task An_offer_goes_out_and_the_answer_that_Aliyun_posts_twice_is_heard_once() => TellAsync(async (town, aliyun) =>
    {
        aliyun.Codes.Enqueue("isv.BUSINESS_LIMIT_CONTROL");
        await town.OrdersCleaningAsync(GrandmaWang);
        var offer = await GetsAsync(town, aliyun, "接单回1");
        Assert.DoesNotContain("【", offer.Text, StringComparison.Ordinal);

        object[] replies = [new { phone_number = offer.Phone, content = "接", send_time = "2026-11-23 09:10:00", dest_code = "1069", sequence_id = 1234567890 }];
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(town, Key, "replies", replies)).StatusCode);
        var answer = await PostAsync(town, Key, "replies", replies);
        Assert.Equal(0, (await answer.Content.ReadFromJsonAsync<Answer>())!.Code);
        await GetsAsync(town, aliyun, "安排好了");
        Assert.Single(aliyun.Messages, message => message.Text.Contains("归您", StringComparison.Ordinal));
    });

    [Fact]
    public Task An_offer_that_is_reported_lost_for_good_is_made_by_phone() => TellAsync(async (town, aliyun) =>
    {
        await town.OrdersCleaningAsync(GrandmaWang);
        var offer = await GetsAsync(town, aliyun, "接单回1");
        await PostAsync(town, Key, "reports", [new { phone_number = offer.Phone, success = false, err_code = "MOBILE_NOT_ON_SERVICE", out_id = offer.Id, biz_id = "2" }]);
        await using var vendor = await town.AnswerAsync(offer.Phone);
        await vendor.HearsAsync("打扫卫生", "接单请按");
        await vendor.PressesAsync('1');
        await vendor.HearsGoodbyeAsync();
        await GetsAsync(town, aliyun, "安排好了");
    });

    [Fact]
    public Task Nobody_posts_without_the_key() => TellAsync(async (town, aliyun) =>
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(town, "another", "replies", [])).StatusCode);
        Assert.Empty(aliyun.Messages);
    });

    private static async Task TellAsync(Func<Town, FakeAliyun, Task> story)
    {
        await using var aliyun = await FakeAliyun.StartAsync();
        var secrets = Directory.CreateTempSubdirectory("voicecare-aliyun-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(secrets.FullName, "Aliyun__AccessKeySecret"), FakeAliyun.Secret);
            await File.WriteAllTextAsync(Path.Combine(secrets.FullName, "Aliyun__CallbackKey"), Key);
            await Town.TellAsync(
                town => story(town, aliyun),
                "--Sms=aliyun",
                $"--Secrets:Path={secrets.FullName}",
                $"--Aliyun:AccessKeyId={FakeAliyun.KeyId}",
                "--Aliyun:SignName=桂林12349",
                "--Aliyun:TemplateCode=SMS_123456789",
                $"--Aliyun:ApiUrl={aliyun.ApiUrl}");
            Assert.Empty(aliyun.Faults);
        }
        finally
        {
            secrets.Delete(recursive: true);
        }
    }

    private static async Task<(string Id, string Phone, string Text)> GetsAsync(Town town, FakeAliyun aliyun, string words)
    {
        var found = await Patience.UntilAsync(
            town.Clock,
            () => Task.FromResult(aliyun.Messages.Where(message => message.Text.Contains(words, StringComparison.Ordinal)).Select(message => Tuple.Create(message)).FirstOrDefault()),
            () => $"nobody got a message with {words}");
        return found.Item1;
    }

    private static Task<HttpResponseMessage> PostAsync(Town town, string key, string what, object[] all) =>
        town.Http.PostAsJsonAsync($"/aliyun/{key}/{what}", all);

    private sealed record Answer(int Code);
}
