using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Testing;
using VoiceGateway.Hosting;
using VoiceGateway.Media.Beat;

namespace VoiceGateway.Tests.Media.Beat;

/// <summary>The port that only carries calls, under real HTTP and real WebSockets.</summary>
public sealed class MediaPortTests : IAsyncLifetime
{
    private const int Flood = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly byte[] MegaByte = [.. Enumerable.Range(0, 1024 * 1024).Select(at => (byte)at)];

    private readonly int port = RedisServer.FreePort();
    private readonly TaskCompletionSource mayRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource limit = new(Patience, TimeProvider.System);
    private WebApplication? server;
    private long received;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        builder.Services.AddMediaPort(port);
        server = builder.Build();
        server.UseWebSockets();
        server.MapGet("/page", () => "a page");
        server.MapGet("/echo", context => TalkAsync(context, onBeat: false, EchoAsync));
        server.MapGet("/echo-on-beat", context => TalkAsync(context, onBeat: true, EchoAsync));
        server.MapGet("/pour", context => TalkAsync(context, onBeat: false, PourAsync));
        server.MapGet("/late", context => TalkAsync(context, onBeat: false, ReadLateAsync));
        await server.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        mayRead.TrySetResult();
        await server!.StopAsync();
        await server.DisposeAsync();
        limit.Dispose();
    }

    [Fact]
    public async Task Pages_are_served_there_as_anywhere()
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        foreach (var _ in Enumerable.Range(0, 3))
        {
            Assert.Equal("a page", await http.GetStringAsync("/page", limit.Token));
        }
    }

    [Theory]
    [InlineData("/echo")]
    [InlineData("/echo-on-beat")]
    public async Task Messages_come_whole_and_in_order_however_long_they_are(string path)
    {
        using var phone = await ConnectAsync(path);
        foreach (var length in (int[])[1, 125, 126, 4095, 4096, 4097, 70_000, 300_000, 2])
        {
            await phone.SendAsync(MegaByte.AsMemory(0, length), WebSocketMessageType.Binary, true, limit.Token);
            Assert.Equal(MegaByte[..length], await MessageAsync(phone));
        }

        foreach (var at in Enumerable.Range(0, 200))
        {
            await phone.SendAsync(Encoding.UTF8.GetBytes($"{at}"), WebSocketMessageType.Binary, true, limit.Token);
        }

        foreach (var at in Enumerable.Range(0, 200))
        {
            Assert.Equal($"{at}", Encoding.UTF8.GetString(await MessageAsync(phone)));
        }
    }

    [Fact]
    public async Task Who_takes_slowly_what_is_sent_gets_all_of_it()
    {
        using var phone = await ConnectAsync("/pour");

        foreach (var _ in Enumerable.Range(0, Flood))
        {
            Assert.Equal(MegaByte, await MessageAsync(phone));
        }
    }

    [Fact]
    public async Task Who_sends_more_than_is_read_has_to_wait()
    {
        using var phone = await ConnectAsync("/late");
        var sending = Task.Run(async () =>
        {
            foreach (var _ in Enumerable.Range(0, Flood))
            {
                await phone.SendAsync(MegaByte, WebSocketMessageType.Binary, true, limit.Token);
            }
        });

        // What is on the way fits into the buffers of two sockets, of which the system lets none grow beyond some megabytes.
        await Task.WhenAny(sending, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System));
        Assert.False(sending.IsCompleted);
        mayRead.SetResult();
        await sending;
        await phone.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
        await over.Task.WaitAsync(limit.Token);
        Assert.Equal((long)Flood * MegaByte.Length, received);
    }

    [Theory]
    [InlineData("/echo")]
    [InlineData("/echo-on-beat")]
    public async Task A_line_that_breaks_is_over(string path)
    {
        var phone = await ConnectAsync(path);
        phone.Abort();
        phone.Dispose();
        await over.Task.WaitAsync(limit.Token);
    }

    [Fact]
    public void A_media_port_that_no_address_has_is_named() => Assert.Contains(
        "--urls",
        Assert.Throws<WrongSettingsException>(() =>
        {
            using var host = VoiceCareHost.Build(["--urls=http://127.0.0.1:8080", "--Calls:MediaPort=8090"]);
            VoiceCareHost.CheckSettings(host);
        }).Message,
        StringComparison.Ordinal);

    private async Task TalkAsync(HttpContext context, bool onBeat, Func<WebSocket, Task> talk)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        context.Features.Get<BeatConnection>()!.IsReadOnBeat = onBeat;
        try
        {
            await talk(socket);
        }
        catch (WebSocketException)
        {
            // The line broke.
        }
        finally
        {
            over.TrySetResult();
        }
    }

    private async Task EchoAsync(WebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        while (await socket.ReceiveAsync(buffer.AsMemory(), limit.Token) is { MessageType: not WebSocketMessageType.Close } part)
        {
            await socket.SendAsync(buffer.AsMemory(0, part.Count), part.MessageType, part.EndOfMessage, limit.Token);
        }
    }

    private async Task PourAsync(WebSocket socket)
    {
        foreach (var _ in Enumerable.Range(0, Flood))
        {
            await socket.SendAsync(MegaByte, WebSocketMessageType.Binary, true, limit.Token);
        }
    }

    private async Task ReadLateAsync(WebSocket socket)
    {
        await mayRead.Task;
        var buffer = new byte[1024 * 1024];
        while (await socket.ReceiveAsync(buffer.AsMemory(), limit.Token) is { MessageType: not WebSocketMessageType.Close } part)
        {
            received += part.Count;
        }
    }

    private async Task<ClientWebSocket> ConnectAsync(string path)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}{path}"), limit.Token);
        return socket;
    }

    private async Task<byte[]> MessageAsync(WebSocket socket)
    {
        var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);

        return message.ToArray();
    }
}
