using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Stories.Chat;

/// <summary>npm's botframework-directlinejs in Node: what Bot Framework's own clients do.</summary>
internal sealed class DirectLineClient : IAsyncDisposable
{
    private static readonly SemaphoreSlim Installing = new(1);

    private readonly Process process;
    private readonly Channel<JsonElement> activities = Channel.CreateUnbounded<JsonElement>();
    private readonly Task reading;

    private DirectLineClient(Process process)
    {
        this.process = process;
        reading = ReadAsync();
    }

    /// <param name="webSocket">By the stream; else by asking again and again.</param>
    public static async Task<DirectLineClient> ConnectAsync(Town town, bool webSocket = true)
    {
        var answer = await town.Http.PostAsync("/v3/directline/tokens/generate", null);
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString();
        var settings = JsonSerializer.Serialize(new { user = "daughter", connection = new { domain = $"{town.Http.BaseAddress}v3/directline", token, webSocket, pollingInterval = 200 } });
        var start = new ProcessStartInfo("node", ["client.cjs", settings])
        {
            WorkingDirectory = await InstalledAsync(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        return new DirectLineClient(Process.Start(start)!);
    }

    public async Task SaysAsync(string text)
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { say = text }));
        await process.StandardInput.FlushAsync();
    }

    /// <summary>Waits for a message with these words from the other side.</summary>
    public Task<JsonElement> HearsAsync(params string[] words) => GetsAsync(
        string.Join(", ", words),
        activity => TypeOf(activity) == "message" && Text(activity.GetProperty("from"), "role") == "bot"
            && words.All(word => Text(activity, "text")!.Contains(word, StringComparison.Ordinal)));

    /// <summary>Waits for an event of that name.</summary>
    public Task<JsonElement> IsToldAsync(string name) => GetsAsync(name, activity => TypeOf(activity) == "event" && Text(activity, "name") == name);

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        await reading;
        process.Dispose();
    }

    private async Task<JsonElement> GetsAsync(string what, Func<JsonElement, bool> fits)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        var passed = new StringBuilder();
        try
        {
            while (true)
            {
                var activity = await activities.Reader.ReadAsync(limit.Token);
                if (fits(activity))
                {
                    return activity;
                }

                passed.AppendLine(activity.GetRawText());
            }
        }
        catch (Exception missing) when (missing is OperationCanceledException or ChannelClosedException)
        {
            throw new TimeoutException($"The client was not told {what}, but: {passed}");
        }
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var told = JsonSerializer.Deserialize<JsonElement>(line);
            if (told.TryGetProperty("activity", out var activity))
            {
                activities.Writer.TryWrite(activity);
            }
        }

        activities.Writer.Complete();
    }

    /// <summary>Kept for the next run, beside what the benches keep.</summary>
    private static async Task<string> InstalledAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "voicecare-chat-clients")).FullName;
        await Installing.WaitAsync();
        try
        {
            foreach (var file in new[] { "client.cjs", "package.json", "package-lock.json" })
            {
                File.Copy(Path.Combine(AppContext.BaseDirectory, "Chat", file), Path.Combine(folder, file), overwrite: true);
            }

            if (!Directory.Exists(Path.Combine(folder, "node_modules", "xhr2")))
            {
                using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--silent"]) { WorkingDirectory = folder })!;
                await npm.WaitForExitAsync();
                Assert.True(npm.ExitCode == 0, "npm could not fetch botframework-directlinejs");
            }
        }
        finally
        {
            Installing.Release();
        }

        return folder;
    }

    private static string? TypeOf(JsonElement activity) => Text(activity, "type");

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
