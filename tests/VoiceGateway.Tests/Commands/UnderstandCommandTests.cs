using System.Text;
using System.Text.Json;
using VoiceGateway.Commands;

namespace VoiceGateway.Tests.Commands;

public class UnderstandCommandTests
{
    [Fact]
    public async Task Each_line_is_answered_in_order_and_a_wrong_one_stops_nothing()
    {
        var answers = await AskAsync(
            """{"id":"a","text":"明天下午三点来打扫卫生","now":"2026-11-23T09:00:00+08:00"}""",
            "not json",
            """{"id":2,"text":"我摔倒了","now":"2026-11-23T09:00:00+08:00","region":"guilin"}""",
            """{"id":3,"text":"没有时间"}""",
            """{"id":4,"nbest":["来人搭少",{"text":"来人打扫","confidence":0.4}],"now":"2026-11-23T01:00:00Z"}""");

        Assert.Equal(5, answers.Length);
        Assert.Equal("a", answers[0].GetProperty("id").GetString());
        Assert.Equal("order.create", answers[0].GetProperty("intent").GetString());
        Assert.Equal("cleaning", answers[0].GetProperty("service").GetString());
        Assert.Equal("2026-11-24", answers[0].GetProperty("date").GetString());
        Assert.Equal("15:00", answers[0].GetProperty("time").GetString());
        Assert.Equal("afternoon", answers[0].GetProperty("part").GetString());
        Assert.Equal(JsonValueKind.Null, answers[0].GetProperty("danger").ValueKind);
        Assert.Equal(JsonValueKind.Null, answers[1].GetProperty("id").ValueKind);
        Assert.NotEmpty(answers[1].GetProperty("error").GetString()!);
        Assert.Equal("fall", answers[2].GetProperty("danger").GetProperty("category").GetString());
        Assert.Equal("urgent", answers[2].GetProperty("danger").GetProperty("severity").GetString());
        Assert.Equal(3, answers[3].GetProperty("id").GetInt32());
        Assert.True(answers[3].TryGetProperty("error", out _));
        Assert.Equal("cleaning", answers[4].GetProperty("services")[0].GetString());
    }

    private static async Task<JsonElement[]> AskAsync(params string[] lines)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        using var output = new MemoryStream();
        await UnderstandCommand.RunAsync(input, output, explain: false, TestContext.Current.CancellationToken);
        return [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.Clone())];
    }
}
