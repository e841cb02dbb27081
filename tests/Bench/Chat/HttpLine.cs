using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bench.Chat;

/// <summary>One connection that posts and waits for the answer, with as little work of its own as may be.</summary>
internal sealed class HttpLine : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[64 * 1024];

    public Task ConnectAsync(int port, CancellationToken cancellation) => socket.ConnectAsync(IPAddress.Loopback, port, cancellation).AsTask();

    public static byte[] Post(int port, string path, string bearer, string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{(bearer.Length > 0 ? $"Authorization: Bearer {bearer}\r\n" : "")}Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    /// <returns>The body.</returns>
    public async Task<ReadOnlyMemory<byte>> AskAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        await socket.SendAsync(request, cancellation);
        var (read, end, length) = (0, -1, 0);
        while (end < 0 || read < end + length)
        {
            var more = await socket.ReceiveAsync(buffer.AsMemory(read), cancellation);
            if (more == 0)
            {
                throw new InvalidOperationException("The server closed the connection.");
            }

            read += more;
            if (end < 0 && buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8) is var at and >= 0)
            {
                end = at + 4;
                length = Length(Encoding.ASCII.GetString(buffer, 0, at));
            }
        }

        return buffer.AsMemory(end, length);
    }

    public void Dispose() => socket.Dispose();

    private static int Length(string head)
    {
        if (!head.StartsWith("HTTP/1.1 2", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(head);
        }

        const string Name = "content-length:";
        var at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        var line = at < 0 ? throw new InvalidOperationException(head) : head[(at + Name.Length)..].Split('\r')[0];
        return int.Parse(line.Trim(), CultureInfo.InvariantCulture);
    }
}
