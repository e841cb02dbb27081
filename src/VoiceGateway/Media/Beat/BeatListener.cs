using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace VoiceGateway.Media.Beat;

/// <summary>Takes new connections, which are then read on the beat.</summary>
internal sealed class BeatListener(Socket socket, BeatThread thread) : IConnectionListener
{
    public EndPoint EndPoint { get; } = socket.LocalEndPoint!;

    /// <returns>Null when nobody is listened for any more.</returns>
    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                var accepted = await socket.AcceptAsync(cancellationToken);
                // Never read asynchronously: the runtime would be woken for every message from then on.
                (accepted.NoDelay, accepted.Blocking) = (true, false);
                var connection = new BeatConnection(accepted, thread);
                connection.Start();
                return connection;
            }
            catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
            {
                // Gone before it was taken: the next one.
            }
            catch (Exception closed) when (closed is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return null;
            }
        }
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => UnbindAsync();
}
