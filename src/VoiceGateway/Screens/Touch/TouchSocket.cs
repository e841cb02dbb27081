using System.Net.WebSockets;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace VoiceGateway.Screens.Touch;

/// <summary>
/// The line between a screen's page and the house: JSON both ways, and sound as binary messages of µ-law at 8 kHz both ways. Sending is
/// safe from many threads.
/// </summary>
internal sealed class TouchSocket(WebSocket socket) : IDisposable
{
    /// <summary>A quarter of a second of sound, or any message that a page of ours sends.</summary>
    private const int Longest = 2048;

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly byte[] buffer = new byte[Longest];
    private readonly SemaphoreSlim sending = new(1);

    public Task SendAsync(object message, CancellationToken cancellation) =>
        SendAsync(JsonSerializer.SerializeToUtf8Bytes(message, Json), WebSocketMessageType.Text, cancellation);

    public Task PlayAsync(ReadOnlyMemory<byte> muLaw, CancellationToken cancellation) => SendAsync(muLaw, WebSocketMessageType.Binary, cancellation);

    /// <returns>A wish or a piece of sound, valid until the next; null where the page has gone or sends what it should not.</returns>
    public async Task<(TouchWish? Wish, ReadOnlyMemory<byte> Sound)?> ReceiveAsync(CancellationToken cancellation)
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close || (!part.EndOfMessage && length == Longest))
            {
                return null;
            }

            if (part.EndOfMessage)
            {
                return part.MessageType == WebSocketMessageType.Binary ? (null, buffer.AsMemory(0, length)) : TouchWish.Read(buffer.AsSpan(0, length)) is { } wish ? (wish, default) : null;
            }
        }
    }

    public async Task CloseAsync()
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, null, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose()
    {
        sending.Dispose();
        socket.Dispose();
    }

    private async Task SendAsync(ReadOnlyMemory<byte> message, WebSocketMessageType type, CancellationToken cancellation)
    {
        await sending.WaitAsync(cancellation);
        try
        {
            await socket.SendAsync(message, type, endOfMessage: true, cancellation);
        }
        finally
        {
            sending.Release();
        }
    }
}
