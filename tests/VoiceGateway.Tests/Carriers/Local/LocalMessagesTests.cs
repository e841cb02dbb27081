using System.Net;
using System.Net.Http.Json;
using Dispatch;

namespace VoiceGateway.Tests.Carriers.Local;

public sealed class LocalMessagesTests : IAsyncLifetime
{
    private const string Vendor = "13978210101";

    private LocalTown town = null!;

    public async ValueTask InitializeAsync() => town = await LocalTown.OpenAsync();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A_message_that_is_sent_twice_arrives_once()
    {
        Assert.Equal(SmsOutcome.Accepted, await town.Sender.SendAsync(new Sms("m1", Vendor, "接单请回1"), CancellationToken.None));
        Assert.Equal(SmsOutcome.Accepted, await town.Sender.SendAsync(new Sms("m1", Vendor, "接单请回1"), CancellationToken.None));

        var (messages, _) = await town.Store.AllAsync(CancellationToken.None);
        Assert.Equal("接单请回1", Assert.Single(messages).Text);
    }

    [Theory]
    [InlineData("07732820101")]
    [InlineData("12349")]
    [InlineData("1397821010")]
    public async Task A_number_that_is_no_mobile_gets_no_message(string number) =>
        Assert.Equal(SmsOutcome.Unreachable, await town.Sender.SendAsync(new Sms("m1", number, "您好"), CancellationToken.None));

    [Fact]
    public async Task What_a_phone_writes_is_heard_by_the_desk_under_its_domestic_number()
    {
        using var page = town.Page();

        var answer = await page.PostAsJsonAsync("/local/messages", new { id = "r1", phone = "+86 139 7821 0101", text = " 1 " });

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(new IncomingSms("r1", Vendor, "1"), Assert.Single(town.Heard));
    }

    [Fact]
    public async Task A_reply_that_the_desk_could_not_hear_may_be_sent_again_and_stands_in_the_inbox_once()
    {
        using var page = town.Page();
        town.DeskIsAway = true;
        var reply = new { id = "r1", phone = Vendor, text = "1" };
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await page.PostAsJsonAsync("/local/messages", reply)).StatusCode);

        town.DeskIsAway = false;
        Assert.Equal(HttpStatusCode.Accepted, (await page.PostAsJsonAsync("/local/messages", reply)).StatusCode);

        Assert.Single(town.Heard);
        Assert.Single((await town.Store.AllAsync(CancellationToken.None)).Messages);
    }

    [Theory]
    [InlineData("", Vendor, "1")]
    [InlineData("r1", "", "1")]
    [InlineData("r1", Vendor, "  ")]
    public async Task A_reply_without_an_id_a_phone_or_words_is_refused(string id, string phone, string text)
    {
        using var page = town.Page();

        Assert.Equal(HttpStatusCode.BadRequest, (await page.PostAsJsonAsync("/local/messages", new { id, phone, text })).StatusCode);
        Assert.Empty(town.Heard);
    }

    [Fact]
    public async Task The_inboxes_and_what_was_read_survive_a_restart()
    {
        await town.Sender.SendAsync(new Sms("m1", Vendor, "接单请回1"), CancellationToken.None);
        using (var page = town.Page())
        {
            await page.PostAsJsonAsync("/local/messages/read", new { phone = Vendor, until = town.Time.GetUtcNow() });
        }

        town = await town.RestartAsync();

        var (messages, readUntil) = await town.Store.AllAsync(CancellationToken.None);
        Assert.Equal("m1", Assert.Single(messages).Id);
        Assert.Equal(town.Time.GetUtcNow(), readUntil[Vendor]);
        Assert.Equal(SmsOutcome.Accepted, await town.Sender.SendAsync(new Sms("m1", Vendor, "接单请回1"), CancellationToken.None));
        Assert.Single((await town.Store.AllAsync(CancellationToken.None)).Messages);
    }

    [Fact]
    public async Task An_open_page_is_told_of_every_message_once()
    {
        using var closing = new CancellationTokenSource();
        await using var page = town.Events.FollowAsync(closing.Token).GetAsyncEnumerator(closing.Token);
        var next = page.MoveNextAsync();

        await town.Sender.SendAsync(new Sms("m1", Vendor, "一"), CancellationToken.None);
        await town.Sender.SendAsync(new Sms("m1", Vendor, "一"), CancellationToken.None);
        await town.Sender.SendAsync(new Sms("m2", Vendor, "二"), CancellationToken.None);

        Assert.True(await next);
        Assert.Equal("m1", page.Current.Message?.Id);
        Assert.True(await page.MoveNextAsync());
        Assert.Equal("m2", page.Current.Message?.Id);
    }

    [Fact]
    public async Task A_page_of_another_site_is_shut_out()
    {
        using var page = town.Page();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/local/messages");
        request.Headers.Add("Origin", "https://example.com");

        Assert.Equal(HttpStatusCode.Forbidden, (await page.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_name_that_was_made_to_point_here_is_shut_out()
    {
        using var page = town.Page();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/local/messages");
        request.Headers.Host = "rebound.example.com";

        Assert.Equal(HttpStatusCode.Forbidden, (await page.SendAsync(request)).StatusCode);
    }
}
