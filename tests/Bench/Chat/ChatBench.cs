using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Bench.Media;
using Testing;

namespace Bench.Chat;

/// <summary>
/// Turns of a chat over HTTP: ours with understanding, dialog and state that is stored in a redis-server, beside it npm's botbuilder with
/// its CloudAdapter that only echoes. The same client for both, on as many connections; the answer comes in the response
/// (<c>deliveryMode: expectReplies</c>).
/// </summary>
internal static class ChatBench
{
    private const int Connections = 32;
    private const string Version = "4.23.3";
    private const string Secret = "a-secret-of-the-bench-with-40-characters";
    private const string Elder = "19900001001";
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(12);

    // A wish, changed twice, asked about, and dropped: it goes round and round without an order.
    private static readonly string[] Turns = ["明天下午三点请人来打扫卫生", "改成后天上午十点", "打扫要多少钱", "算了，不要了"];

    public static async Task RunAsync(CancellationToken cancellation)
    {
        await using var redis = await RedisServer.StartAsync();
        for (var user = 0; user < Connections; user++)
        {
            // As an operator's code would have done it: the users speak for an elder of the sample town.
            await redis.AskAsync($"HSET vc:state:{{link:directline:{UserName(user)}}} version 1 state {Elder}");
        }

        var (ours, ourSlowest) = await MeasureAsync("chat.voicecare", await OursAsync(redis.Connection, cancellation), OursTurnsAsync, cancellation);
        var (peer, peerSlowest) = await MeasureAsync("chat.botbuilder", await PeerAsync(cancellation), PeerTurnsAsync, cancellation);
        Figures.Print("chat.throughput", ours / peer, "x botbuilder");
        Figures.Print("chat.p99", ourSlowest / peerSlowest, "of botbuilder's");
    }

    /// <returns>Turns a second, and the 99th percentile in ms.</returns>
    private static async Task<(double Rate, double Slowest)> MeasureAsync(
        string name, ServerProcess server, Func<int, HttpLine, int, CancellationToken, Task<byte[][]>> prepare, CancellationToken cancellation)
    {
        await using var running = server;
        var lines = new List<(HttpLine Line, byte[][] Requests)>();
        for (var at = 0; at < Connections; at++)
        {
            var line = new HttpLine();
            await line.ConnectAsync(server.Port, cancellation);
            lines.Add((line, await prepare(server.Port, line, at, cancellation)));
        }

        await TalkAsync(lines, WarmUp, cancellation);
        var before = server.ProcessorTime;
        var trips = await TalkAsync(lines, Span, cancellation);
        var took = server.ProcessorTime - before;
        lines.ForEach(each => each.Line.Dispose());
        trips.Sort();
        var (rate, slowest) = (trips.Count / Span.TotalSeconds, trips[trips.Count * 99 / 100]);
        Figures.Print($"{name}.turns", rate, "turns/s");
        Figures.Print($"{name}.p50", trips[trips.Count / 2], "ms");
        Figures.Print($"{name}.p99", slowest, "ms");
        Figures.Print($"{name}.cpu", took.TotalMicroseconds / trips.Count, "us/turn");
        return (rate, slowest);
    }

    private static async Task<List<double>> TalkAsync(List<(HttpLine Line, byte[][] Requests)> lines, TimeSpan span, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var trips = await Task.WhenAll(lines.Select(async each =>
        {
            var mine = new List<double>();
            for (var turn = 0; clock.Elapsed < span; turn++)
            {
                var began = Stopwatch.GetTimestamp();
                await each.Line.AskAsync(each.Requests[turn % each.Requests.Length], cancellation);
                mine.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            return mine;
        }));
        return [.. trips.SelectMany(each => each)];
    }

    private static async Task<byte[][]> OursTurnsAsync(int port, HttpLine line, int user, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Secret);
        using var begun = await http.PostAsJsonAsync("/v3/directline/conversations", new { user = new { id = UserName(user) } }, cancellation);
        using var conversation = JsonDocument.Parse(await begun.Content.ReadAsByteArrayAsync(cancellation));
        var (id, token) = (conversation.RootElement.GetProperty("conversationId").GetString()!, conversation.RootElement.GetProperty("token").GetString()!);
        var requests = Turns.Select(text => HttpLine.Post(port, $"/v3/directline/conversations/{id}/activities", token, Activity(text))).ToArray();
        using var answer = JsonDocument.Parse(await line.AskAsync(requests[0], cancellation));
        var said = answer.RootElement.GetProperty("activities")[0].GetProperty("text").GetString()!;
        return said.Contains("对不对", StringComparison.Ordinal) ? requests : throw new InvalidOperationException($"It is not understood: {said}");
    }

    private static async Task<byte[][]> PeerTurnsAsync(int port, HttpLine line, int user, CancellationToken cancellation)
    {
        var requests = Turns.Select(text => HttpLine.Post(port, "/api/messages", "", Activity(text))).ToArray();
        using var answer = JsonDocument.Parse(await line.AskAsync(requests[0], cancellation));
        return answer.RootElement.GetProperty("activities")[0].GetProperty("text").GetString() == $"Echo: {Turns[0]}"
            ? requests
            : throw new InvalidOperationException("It does not echo.");
    }

    private static string UserName(int number) => string.Create(CultureInfo.InvariantCulture, $"dl_{number}");

    private static string Activity(string text) => JsonSerializer.Serialize(new
    {
        type = "message",
        id = "1",
        text,
        deliveryMode = "expectReplies",
        channelId = "directline",
        serviceUrl = "http://127.0.0.1",
        from = new { id = "dl_user" },
        recipient = new { id = "bot" },
        conversation = new { id = "c" },
    });

    private static Task<ServerProcess> OursAsync(string redis, CancellationToken cancellation) => ServerProcess.StartAsync(
        port => new ProcessStartInfo(Environment.ProcessPath!, [ChatServer.Name, $"{port}", redis]) { Environment = { ["DirectLine__Secret"] = Secret } },
        cancellation);

    private static async Task<ServerProcess> PeerAsync(CancellationToken cancellation)
    {
        var folder = Path.Combine(Path.GetTempPath(), "voicecare-chat-peer");
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Chat", "botbuilder.cjs"), Path.Combine(folder, "botbuilder.cjs"), overwrite: true);
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "botbuilder")))
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["install", "--no-audit", "--no-fund", "--no-save", "--silent", $"botbuilder@{Version}"]) { WorkingDirectory = folder })!;
            await npm.WaitForExitAsync(cancellation);
        }

        return await ServerProcess.StartAsync(port => new ProcessStartInfo("node", ["botbuilder.cjs", $"{port}"]) { WorkingDirectory = folder }, cancellation);
    }
}
