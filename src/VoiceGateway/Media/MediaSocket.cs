using System.Buffers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using VoiceGateway.Media.Beat;

namespace VoiceGateway.Media;

/// <summary>One telephone's media stream over a WebSocket: whole messages in, one message at a time out.</summary>
/// <param name="connection">The connection that it comes over, where that is one of the media port.</param>
internal sealed class MediaSocket(WebSocket socket, BeatConnection? connection = null) : IDisposable
{
    /// <summary>A second of sound in base64 and what stands around it; nothing that a carrier sends is longer.</summary>
    private const int MaxMessage = 16 * 1024;

    private readonly byte[] incoming = ArrayPool<byte>.Shared.Rent(MaxMessage);
    private readonly byte[] audio = ArrayPool<byte>.Shared.Rent(MediaMessageReader.MaxAudio);
    private readonly SemaphoreSlim sending = new(1);
    private MediaMessageWriter? writer;

    /// <summary>The sound of the last media message; valid until the next is received.</summary>
    public ReadOnlySpan<byte> Audio(in MediaMessage message) => audio.AsSpan(0, message.AudioLength);

    /// <summary>The next message; null when the far end is gone or sends what is no message.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<MediaMessage?> ReceiveAsync(CancellationToken cancellation)
    {
        var length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            try
            {
                part = await socket.ReceiveAsync(incoming.AsMemory(length, MaxMessage - length), cancellation);
            }
            catch (WebSocketException)
            {
                return null;
            }

            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close || (length == MaxMessage && !part.EndOfMessage))
            {
                return null;
            }
        }
        while (!part.EndOfMessage);

        return MediaMessageReader.TryRead(incoming.AsSpan(0, length), audio, out var message) ? message : null;
    }

    /// <summary>From now on messages are received by a reader that never blocks; or no longer.</summary>
    public void ReadOnBeat(bool onBeat)
    {
        if (connection is not null)
        {
            connection.IsReadOnBeat = onBeat;
        }
    }

    /// <summary>Messages can be sent once the stream has said its name.</summary>
    public void Open(string streamSid) => writer = new MediaMessageWriter(streamSid);

    public ValueTask MediaAsync(ReadOnlyMemory<byte> muLaw, CancellationToken cancellation) =>
        SendAsync(static (writer, muLaw) => writer.Media(muLaw.Span), muLaw, cancellation);

    public ValueTask MarkAsync(string name, CancellationToken cancellation) =>
        SendAsync(static (writer, name) => writer.Mark(name), name, cancellation);

    public ValueTask ClearAsync(CancellationToken cancellation) =>
        SendAsync(static (writer, _) => writer.Clear(), 0, cancellation);

    public ValueTask CaptionAsync(string who, string text, CancellationToken cancellation) =>
        SendAsync(static (writer, caption) => writer.Caption(caption.who, caption.text), (who, text), cancellation);

    public ValueTask StateAsync(string state, CancellationToken cancellation) =>
        SendAsync(static (writer, state) => writer.State(state), state, cancellation);

    public ValueTask EndedAsync(string? order, string state, bool normal, CancellationToken cancellation) =>
        SendAsync(static (writer, ended) => writer.Ended(ended.order, ended.state, ended.normal), (order, state, normal), cancellation);

    /// <summary>Ends the stream from this side; the carrier then ends the call.</summary>
    public async Task CloseAsync(CancellationToken cancellation)
    {
        await sending.WaitAsync(cancellation);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellation);
            }
        }
        catch (WebSocketException)
        {
            // The far end was quicker: closed is closed.
        }
        finally
        {
            sending.Release();
        }
    }

    public void Dispose()
    {
        writer?.Dispose();
        sending.Dispose();
        socket.Dispose();
        ArrayPool<byte>.Shared.Return(incoming);
        ArrayPool<byte>.Shared.Return(audio);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendAsync<T>(Func<MediaMessageWriter, T, ReadOnlyMemory<byte>> write, T value, CancellationToken cancellation)
    {
        await sending.WaitAsync(cancellation);
        try
        {
            if (socket.State == WebSocketState.Open && writer is not null)
            {
                // A cancelled send would abort the socket: the message goes out whole or not at all.
                await socket.SendAsync(write(writer, value), WebSocketMessageType.Text, true, CancellationToken.None);
            }
        }
        catch (WebSocketException)
        {
            // The caller has hung up; the reading side says so.
        }
        finally
        {
            sending.Release();
        }
    }
}
