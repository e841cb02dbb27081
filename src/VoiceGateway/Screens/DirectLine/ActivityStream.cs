using System.Net.WebSockets;
using Dispatch.Queue;
using VoiceGateway.Chat;

namespace VoiceGateway.Screens.DirectLine;

/// <summary>Sends a conversation over a WebSocket as it goes on, each message an ActivitySet; what the client sends is its sign of life.</summary>
internal sealed class ActivityStream(DirectLineReader reader, ChatBells bells, TimeProvider time)
{
    // What another machine adds is found by looking.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public async Task FollowAsync(WebSocket socket, Chat.Chat chat, long from, CancellationToken cancellation)
    {
        using var open = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var listening = ListenAsync(socket, open);
        try
        {
            await SendAsync(socket, chat, from, open.Token);
        }
        catch (Exception ending) when (ending is OperationCanceledException or WebSocketException or RedisUnavailableException)
        {
            // The client has left, the host stops, or the stores are away: the client comes back with its watermark.
        }

        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, null, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await open.CancelAsync();
        await listening;
    }

    private async Task SendAsync(WebSocket socket, Chat.Chat chat, long from, CancellationToken cancellation)
    {
        while (true)
        {
            var next = bells.NextAsync(chat.Id);
            var (set, watermark, isShown) = await reader.ReadAsync(chat, from, cancellation);
            if (isShown)
            {
                await socket.SendAsync(set.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, cancellation);
            }

            if (watermark == from)
            {
                using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                await Task.WhenAny(next, Task.Delay(Look, time, enough.Token));
                await enough.CancelAsync();
                cancellation.ThrowIfCancellationRequested();
            }

            from = watermark;
        }
    }

    private static async Task ListenAsync(WebSocket socket, CancellationTokenSource open)
    {
        var buffer = new byte[1024];
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), open.Token)).MessageType != WebSocketMessageType.Close)
            {
                // An empty message: the client looks whether the line is still there.
            }
        }
        catch (Exception ending) when (ending is OperationCanceledException or WebSocketException)
        {
            // The line broke.
        }

        await open.CancelAsync();
    }
}
