using System.CommandLine;
using System.Text.Json;
using VoiceGateway.Commands;
using VoiceGateway.Tests.Calls;
using HouseTown = VoiceGateway.Tests.Calls.Town;

namespace VoiceGateway.Tests.Commands;

public sealed class CallCommandTests : IAsyncLifetime
{
    private LineHouse house = null!;

    public async ValueTask InitializeAsync()
    {
        house = await LineHouse.OpenAsync();
        // Captions carry the call: nothing has to be played in real time.
        house.Engine.IsMute = true;
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task A_call_is_written_down_turn_by_turn_and_ends_normally()
    {
        var (exit, lines) = await CallAsync("--say", "明天上午九点想请人打扫卫生", "--say", "对", "--say", "没有了，再见");

        Assert.Equal(0, exit);
        Assert.Equal(["bot", "caller", "bot", "caller", "bot", "caller", "bot"], lines.SkipLast(1).Select(line => line.GetProperty("who").GetString()));
        Assert.Equal("明天上午九点想请人打扫卫生", lines[1].GetProperty("text").GetString());
        Assert.All(lines.SkipLast(1), line => Assert.True(line.GetProperty("t").GetDouble() >= 0 && line.GetProperty("ms").GetInt32() >= 0));
        Assert.Equal("HangUp", lines[^1].GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, lines[^1].GetProperty("order").ValueKind);
        Assert.Single(house.Town.Orders);
    }

    [Fact]
    public async Task A_caller_who_has_nothing_more_to_say_hangs_up_and_that_is_normal()
    {
        var (exit, lines) = await CallAsync("--dtmf", "0");

        Assert.Equal(0, exit);
        Assert.Equal("0", lines[1].GetProperty("text").GetString());
        Assert.Equal("AwaitOperator", lines[^1].GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_call_whose_turns_could_not_all_be_said_is_not_normal()
    {
        var (exit, _) = await CallAsync("--say", "没事了，再见", "--say", "对");

        Assert.Equal(1, exit);
    }

    [Fact]
    public async Task Nobody_answers_where_no_server_is()
    {
        var (exit, lines) = await RunAsync("call", "--from", HouseTown.ElderPhone, "--say", "你好", "--server", "http://127.0.0.1:9");

        Assert.Equal(2, exit);
        Assert.Empty(lines);
    }

    private Task<(int Exit, JsonElement[] Lines)> CallAsync(params IEnumerable<string> turns) =>
        RunAsync(["call", "--from", HouseTown.ElderPhone, "--server", house.Address.ToString(), .. turns]);

    private static async Task<(int Exit, JsonElement[] Lines)> RunAsync(params string[] line)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var parsed = new RootCommand { CallCommand.Create() }.Parse(line);
        parsed.InvocationConfiguration.Output = output;
        parsed.InvocationConfiguration.Error = errors;
        var exit = await parsed.InvokeAsync();
        return (exit, [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(each => JsonDocument.Parse(each).RootElement)]);
    }
}
