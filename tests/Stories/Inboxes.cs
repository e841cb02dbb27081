using System.Net;
using System.Net.Http.Json;

namespace Stories;

/// <summary>The short messages on the town's phones, as the page /sms reads and writes them.</summary>
internal sealed class Inboxes(Town town)
{
    private readonly HashSet<string> expected = [];

    /// <summary>Waits for a message to that phone with all these words, which the story had not met before.</summary>
    public async Task<Message> GetsAsync(string phone, params string[] words)
    {
        var message = await Patience.UntilAsync(
            town.Clock,
            async () => (await AllAsync()).FirstOrDefault(message => message.Phone == phone && Fits(message, words)),
            () => $"{phone} got no message with {string.Join(", ", words)}");
        expected.Add(message.Id);
        return message;
    }

    /// <summary>Waits for a message with all these words to any phone, e.g. an offer to whoever ranks first.</summary>
    public async Task<Message> SomebodyGetsAsync(params string[] words)
    {
        var message = await Patience.UntilAsync(
            town.Clock,
            async () => (await AllAsync()).FirstOrDefault(message => Fits(message, words)),
            () => $"nobody got a message with {string.Join(", ", words)}");
        expected.Add(message.Id);
        return message;
    }

    public async Task WritesAsync(string phone, string text, string? id = null)
    {
        var answer = await town.Http.PostAsJsonAsync("/local/messages", new { id = id ?? Guid.NewGuid().ToString("N"), phone, text });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    public async Task HaveNothingUnexpectedAsync()
    {
        var unexpected = (await AllAsync()).Where(message => !message.FromPhone && !expected.Contains(message.Id));
        Assert.Empty(unexpected.Select(message => $"{message.Phone}: {message.Text}"));
    }

    private bool Fits(Message message, string[] words) =>
        !message.FromPhone && !expected.Contains(message.Id) && words.All(word => message.Text.Contains(word, StringComparison.Ordinal));

    private async Task<IReadOnlyList<Message>> AllAsync() => (await town.Http.GetFromJsonAsync<Page>("/local/messages"))!.Messages;

    internal sealed record Message(string Id, string Phone, bool FromPhone, string Text, DateTimeOffset At);

    private sealed record Page(IReadOnlyList<Message> Messages);
}
