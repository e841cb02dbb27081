using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace VoiceGateway.Media.Beat;

/// <summary>
/// Kestrel's sockets for the port that only carries calls. A thousand telephones send fifty small messages a second each: to be
/// woken for every one of them costs more than all that is done with it (tests/Bench, media). So one thread looks at all of them on a
/// beat, and takes what has come.
/// </summary>
internal sealed class BeatTransport(int port, ILogger<BeatTransport> logger) : IConnectionListenerFactory, IConnectionListenerFactorySelector, IDisposable
{
    private const int Backlog = 512;

    private readonly BeatThread thread = new(logger);

    public bool CanBind(EndPoint endpoint) => endpoint is IPEndPoint address && address.Port == port;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endpoint);
            socket.Listen(Backlog);
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            socket.Dispose();
            throw new AddressInUseException(taken.Message, taken);
        }

        return ValueTask.FromResult<IConnectionListener>(new BeatListener(socket, thread));
    }

    public void Dispose() => thread.Dispose();
}
