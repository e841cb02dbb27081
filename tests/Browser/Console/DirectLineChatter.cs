using System.Net.Http.Json;
using System.Text.Json;

namespace Browser.Console;

/// <summary>Somebody in a family's chat: a client of Direct Line that posts and asks what is new.</summary>
internal sealed class DirectLineChatter : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient http;
    private string conversation = "";

    private DirectLineChatter(Uri address) => http = new HttpClient { BaseAddress = address };

    public static async Task<DirectLineChatter> ConnectAsync(Uri address)
    {
        var chatter = new DirectLineChatter(address);
        var token = await chatter.PostAsync("/v3/directline/tokens/generate", new { user = new { id = "dl_daughter" } });
        chatter.http.DefaultRequestHeaders.Authorization = new("Bearer", token.GetProperty("token").GetString());
        chatter.conversation = (await chatter.PostAsync("/v3/directline/conversations", new { })).GetProperty("conversationId").GetString()!;
        return chatter;
    }

    public Task SaysAsync(string text) =>
        PostAsync($"/v3/directline/conversations/{conversation}/activities", new { type = "message", from = new { id = "dl_daughter" }, text });

    /// <summary>Waits for a message from the other side with all of these words.</summary>
    public async Task HearsAsync(params string[] words)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!(await ReadAsync(limit.Token)).Any(text => words.All(word => text.Contains(word, StringComparison.Ordinal))))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, limit.Token);
        }
    }

    /// <summary>What the other side has written so far.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellation)
    {
        var set = await http.GetFromJsonAsync<JsonElement>($"/v3/directline/conversations/{conversation}/activities", cancellation);
        return
        [
            .. set.GetProperty("activities").EnumerateArray()
                .Where(activity => activity.GetProperty("type").GetString() == "message" && activity.GetProperty("from").GetProperty("id").GetString() != "dl_daughter")
                .Select(activity => activity.GetProperty("text").GetString()!),
        ];
    }

    public void Dispose() => http.Dispose();

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
