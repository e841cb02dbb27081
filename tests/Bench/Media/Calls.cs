using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bench.Media;

/// <summary>Many telephones on one thread: each sends a frame every 20 ms, now and then one presses a key and waits for the mark.</summary>
internal sealed class Calls : IDisposable
{
    private const int FrameMilliseconds = 20;
    private static readonly TimeSpan KeyEvery = TimeSpan.FromMilliseconds(4);

    private readonly List<Call> calls = [];

    public long FramesSent { get; private set; }

    /// <summary>Milliseconds of sound that have come back, of all calls.</summary>
    public long Heard => calls.Sum(call => call.Bytes) * 3 / 4 / 8;

    public static async Task<Calls> DialAsync(int port, int count, CancellationToken cancellation)
    {
        var calls = new Calls();
        for (var at = 0; at < count; at++)
        {
            calls.calls.Add(await Call.DialAsync(port, cancellation));
        }

        return calls;
    }

    /// <summary>Talks for so long.</summary>
    /// <returns>Milliseconds from a key to its mark.</returns>
    public List<double> Talk(TimeSpan span, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var (random, trips, nextKey) = (new Random(1), new List<double>(), TimeSpan.Zero);
        // Calls begin at different moments: their frames are spread over the 20 ms.
        for (var sent = 0L; clock.Elapsed < span && !cancellation.IsCancellationRequested; sent++)
        {
            var due = TimeSpan.FromMilliseconds((double)sent * FrameMilliseconds / calls.Count);
            while (clock.Elapsed < due)
            {
                Thread.SpinWait(20);
            }

            calls[(int)(sent % calls.Count)].Send(Frames.Media[sent / calls.Count % Frames.Media.Length]);
            if (clock.Elapsed > nextKey)
            {
                nextKey = clock.Elapsed + KeyEvery;
                calls[random.Next(calls.Count)].Press(trips);
            }

            FramesSent++;
        }

        return trips;
    }

    public void Dispose() => calls.ForEach(call => call.Dispose());

    private sealed class Call : IDisposable
    {
        private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private readonly SocketAsyncEventArgs receiving = new();
        private long bytes;
        private long pressedAt;
        private List<double>? trips;

        private Call()
        {
        }

        public long Bytes => Volatile.Read(ref bytes);

        public static async Task<Call> DialAsync(int port, CancellationToken cancellation)
        {
            var call = new Call();
            await call.socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
            var hello = $"GET /media HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
            await call.socket.SendAsync(Encoding.ASCII.GetBytes(hello), cancellation);
            var answer = new byte[4096];
            var length = await call.socket.ReceiveAsync(answer, cancellation);
            if (!Encoding.ASCII.GetString(answer, 0, length).StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
            {
                throw new InvalidOperationException("The server does not speak WebSocket.");
            }

            call.receiving.SetBuffer(new byte[16 * 1024]);
            call.receiving.Completed += (_, _) => call.Took(again: true);
            call.Receive();
            return call;
        }

        public void Send(byte[] message) => socket.Send(message);

        public void Press(List<double> into)
        {
            if (Interlocked.CompareExchange(ref pressedAt, Stopwatch.GetTimestamp(), 0) == 0)
            {
                trips = into;
                Send(Frames.Key);
            }
        }

        public void Dispose()
        {
            socket.Dispose();
            receiving.Dispose();
        }

        private void Receive()
        {
            while (!socket.ReceiveAsync(receiving))
            {
                if (!Took(again: false))
                {
                    return;
                }
            }
        }

        private bool Took(bool again)
        {
            if (receiving.SocketError != SocketError.Success || receiving.BytesTransferred == 0)
            {
                return false;
            }

            var got = receiving.MemoryBuffer.Span[..receiving.BytesTransferred];
            Volatile.Write(ref bytes, bytes + got.Length);
            if (Volatile.Read(ref pressedAt) is var since and not 0 && got.IndexOf("\"mark\""u8) >= 0)
            {
                var trip = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
                lock (trips!)
                {
                    trips!.Add(trip);
                }

                Volatile.Write(ref pressedAt, 0);
            }

            if (again)
            {
                Receive();
            }

            return true;
        }
    }
}
