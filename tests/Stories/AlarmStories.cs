using System.Net;
using System.Net.Http.Json;
using System.Text;
using Dispatch.Alarms;
using VoiceGateway.Devices;
using static Stories.TownspeopleOfGuilin;

namespace Stories;

/// <summary>Emergencies from a device, and on lines that break.</summary>
public sealed class AlarmStories
{
    private const string Key = "a-key-of-thirty-two-characters-00";

    [Fact]
    public Task A_line_that_breaks_is_called_back_and_whoever_has_acknowledged_is_joined_to_it() => Town.TellAsync(async town =>
    {
        await using (var cut = await town.CallFromAsync(GrandmaWang))
        {
            await cut.HearsAsync("您好");
            await cut.SaysAsync("哎哟我摔倒了，爬不起来");
            await cut.HearsAsync("动");
            await cut.HangsUpAsync();
        }

        await using var elder = await town.AnswerBackAsync(GrandmaWang);
        await elder.HearsAsync("您求救了", "不要动");
        await town.Inboxes.GetsAsync(OperatorLuo, "紧急", "王秀英");
        await town.Inboxes.GetsAsync(OperatorHuang, "紧急", "王秀英");
        await using var rescuer = await town.AnswerAsync(OperatorHuang);
        await rescuer.HearsAsync("紧急报警", "王秀英");
        await rescuer.PressesAsync('1');
        await elder.HearsAsync();
        await rescuer.SaysAsync("王奶奶，我们马上到");
        await elder.HearsPersonSayAsync("马上到");
        await town.Inboxes.GetsAsync(OperatorLuo, "接手");
    });

    [Fact]
    public Task What_a_caller_in_danger_goes_on_to_say_is_added_to_the_alarm() => Town.TellAsync(async town =>
    {
        await using var elder = await town.CallFromAsync(GrandmaWang);
        await elder.HearsAsync("您好");
        await elder.SaysAsync("哎哟我摔倒了爬不起来");
        await elder.HearsAsync("动");
        await town.Inboxes.GetsAsync(OperatorLuo, "紧急", "王秀英");
        await town.Inboxes.GetsAsync(OperatorHuang, "紧急", "王秀英");
        await elder.SaysAsync("我在卫生间里头，门反锁了");
        await elder.HearsAsync();

        var alarm = Assert.Single(town.Inside<AlarmDesk>().Open());
        Assert.Equal(["哎哟我摔倒了爬不起来", "我在卫生间里头，门反锁了"], alarm.Words);

        await using var rescuer = await town.AnswerAsync(OperatorHuang);
        await rescuer.HearsAsync("紧急报警");
        await rescuer.PressesAsync('1');
        await elder.HearsAsync();
        await town.Inboxes.GetsAsync(OperatorLuo, "接手");
    });

    [Fact]
    public Task A_pendant_raises_an_alarm_and_the_elder_is_called() => TellWithPendantAsync(async town =>
    {
        var answer = await PressAsync(town, "nonce-0001", """{"category":"fall","words":"卫生间"}""");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var alarm = Assert.Single(town.Inside<AlarmDesk>().Open());
        Assert.Equal(alarm.Id, (await answer.Content.ReadFromJsonAsync<Raised>())!.Alarm);
        await town.Inboxes.GetsAsync(OperatorLuo, "紧急", "王秀英", "摔倒", "卫生间");
        await town.Inboxes.GetsAsync(OperatorHuang, "紧急");

        await using var elder = await town.AnswerBackAsync(GrandmaWang);
        await elder.HearsAsync("您求救了", "不要动");
        await using var rescuer = await town.AnswerAsync(OperatorLuo);
        await rescuer.HearsAsync("紧急报警");
        await rescuer.PressesAsync('1');
        await elder.HearsAsync();
        await rescuer.SaysAsync("我是12349的小罗");
        await elder.HearsPersonSayAsync("小罗");
        await town.Inboxes.GetsAsync(OperatorHuang, "接手");
    });

    [Fact]
    public Task A_message_that_is_played_again_forged_late_or_garbled_raises_nothing() => TellWithPendantAsync(async town =>
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await PressAsync(town, "nonce-0001", "", key: Key + "1")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PressAsync(town, "nonce-0001", "", device: "another")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PressAsync(town, "nonce-0001", "", ageInSeconds: 301)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PressAsync(town, "short", "")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PressAsync(town, "nonce-0001", """{"category":"earthquake"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PressAsync(town, "nonce-0001", "{")).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PressAsync(town, "nonce-0001", new string('x', 4097))).StatusCode);
        Assert.Empty(town.Inside<AlarmDesk>().Open());

        Assert.Equal(HttpStatusCode.Accepted, (await PressAsync(town, "nonce-0001", "")).StatusCode);
        var replayed = await PressAsync(town, "nonce-0001", "");
        Assert.Equal(HttpStatusCode.Conflict, replayed.StatusCode);
        Assert.Contains("heard before", await replayed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Single(Assert.Single(town.Inside<AlarmDesk>().Open()).Reports);
        await town.Inboxes.GetsAsync(OperatorLuo, "紧急", "求救");
        await town.Inboxes.GetsAsync(OperatorHuang, "紧急");
    });

    private static async Task TellWithPendantAsync(Func<Town, Task> story)
    {
        var secrets = Directory.CreateTempSubdirectory("voicecare-secrets-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(secrets.FullName, "Devices__Known__pendant__Key"), Key);
            await Town.TellAsync(story, $"--Secrets:Path={secrets.FullName}", $"--Devices:Known:pendant:Phone={GrandmaWang}");
        }
        finally
        {
            secrets.Delete(recursive: true);
        }
    }

    private static async Task<HttpResponseMessage> PressAsync(
        Town town, string nonce, string body, string key = Key, string device = "pendant", int ageInSeconds = 0)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var timestamp = town.Clock.GetUtcNow().ToUnixTimeSeconds() - ageInSeconds;
        using var request = new HttpRequestMessage(HttpMethod.Post, DeviceAlarms.Path) { Content = new ByteArrayContent(bytes) };
        request.Headers.Add(DeviceAlarms.DeviceHeader, device);
        request.Headers.Add(DeviceAlarms.TimestampHeader, $"{timestamp}");
        request.Headers.Add(DeviceAlarms.NonceHeader, nonce);
        request.Headers.Add(DeviceAlarms.SignatureHeader, DeviceSignature.Of(key, device, timestamp, nonce, bytes));
        return await town.Http.SendAsync(request);
    }

    private sealed record Raised(string Alarm);
}
