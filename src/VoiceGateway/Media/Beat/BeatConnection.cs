using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace VoiceGateway.Media.Beat;

/// <summary>One connection between its socket, which never blocks, and the pipes that Kestrel reads and writes.</summary>
internal sealed class BeatConnection : DefaultConnectionContext
{
    // A telephone sends 400 bytes a beat; this much in pages of 4 KB is taken of whoever sends more.
    private const int MostReads = 8;

    // A piece of voice in one part, so in one system call.
    private const int Room = 8 * 1024;

    private readonly Socket socket;
    private readonly BeatThread thread;
    private readonly ReaderScheduler scheduler = new();
    private readonly Pipe input;
    private readonly Pipe output;
    private readonly CancellationTokenSource closed = new();
    private Task sending = Task.CompletedTask;
    private Task flushing = Task.CompletedTask;
    private Task closing = Task.CompletedTask;
    private volatile TaskCompletionSource? writable;

    public BeatConnection(Socket socket, BeatThread thread)
        : base(Guid.NewGuid().ToString("N"))
    {
        this.socket = socket;
        this.thread = thread;
        // What is sent is sent on the thread of whoever sends it.
        input = new Pipe(new PipeOptions(readerScheduler: scheduler, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));
        output = new Pipe(new PipeOptions(readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.ThreadPool, minimumSegmentSize: Room, useSynchronizationContext: false));
        (LocalEndPoint, RemoteEndPoint) = (socket.LocalEndPoint, socket.RemoteEndPoint);
        ConnectionClosed = closed.Token;
        Transport = new Ends(input.Reader, output.Writer);
        Application = new Ends(output.Reader, input.Writer);
        Features.Set(this);
    }

    /// <summary>
    /// Whether what comes is worked on by the thread of the beat itself, which all calls share: for a reader that never blocks. Else,
    /// and to begin with, by the thread pool.
    /// </summary>
    public bool IsReadOnBeat
    {
        get => scheduler.OnBeat;
        set => scheduler.OnBeat = value;
    }

    public int Handle => (int)socket.Handle;

    /// <summary>There is more to send than the far end takes.</summary>
    public bool AwaitsRoom => writable is not null;

    public void Start()
    {
        sending = SendAsync();
        thread.Add(this);
    }

    /// <summary>Nothing will come any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Takes what has come, and less than all of it from who sends more than a telephone. On the thread of the beat.</summary>
    public void Read()
    {
        var more = true;
        for (var reads = 0; more && reads < MostReads; reads++)
        {
            // Where whoever reads the pipe is behind, the far end has to wait.
            more = flushing.IsCompleted && ReadOnce();
        }
    }

    /// <summary>The far end takes more. On the thread of the beat.</summary>
    public void HasRoom() => Interlocked.Exchange(ref writable, null)?.TrySetResult();

    /// <summary>The far end has hung up. On the thread of the beat.</summary>
    public void End()
    {
        IsOver = true;
        closing = closed.CancelAsync();
        HasRoom();
        input.Writer.Complete();
    }

    public override void Abort(ConnectionAbortedException abortReason)
    {
        Hang();
        output.Reader.CancelPendingRead();
    }

    public override async ValueTask DisposeAsync()
    {
        await input.Reader.CompleteAsync();
        await output.Writer.CompleteAsync();
        await sending;
        await thread.RemoveAsync(this);
        await closing;
        await input.Writer.CompleteAsync();
        socket.Dispose();
        closed.Dispose();
        await base.DisposeAsync();
    }

    /// <returns>Whether there may be more.</returns>
    private bool ReadOnce()
    {
        var room = input.Writer.GetSpan();
        var count = socket.Receive(room, SocketFlags.None, out var error);
        if (error == SocketError.Success && count > 0)
        {
            input.Writer.Advance(count);
            var flush = input.Writer.FlushAsync();
            flushing = flush.IsCompletedSuccessfully ? Task.CompletedTask : flush.AsTask();
            return count == room.Length;
        }

        if (error != SocketError.WouldBlock)
        {
            End();
        }

        return false;
    }

    private async Task SendAsync()
    {
        while (await output.Reader.ReadAsync() is { IsCanceled: false } read)
        {
            var whole = true;
            foreach (var part in read.Buffer)
            {
                whole = whole && await SendAsync(part);
            }

            output.Reader.AdvanceTo(read.Buffer.End);
            if (!whole || read.IsCompleted)
            {
                break;
            }
        }

        await output.Reader.CompleteAsync();
        Hang();
    }

    /// <returns>False when the far end is gone.</returns>
    private async ValueTask<bool> SendAsync(ReadOnlyMemory<byte> part)
    {
        while (!part.IsEmpty)
        {
            var count = socket.Send(part.Span, SocketFlags.None, out var error);
            if (error == SocketError.Success)
            {
                part = part[count..];
            }
            else if (error != SocketError.WouldBlock || !await RoomAsync())
            {
                return false;
            }
        }

        return true;
    }

    /// <returns>False when the far end is gone.</returns>
    private async ValueTask<bool> RoomAsync()
    {
        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        writable = room;
        if (!closed.IsCancellationRequested)
        {
            await room.Task;
        }

        return !closed.IsCancellationRequested;
    }

    private void Hang()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The far end was quicker.
        }
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class ReaderScheduler : PipeScheduler
    {
        private volatile bool onBeat;

        public bool OnBeat
        {
            get => onBeat;
            set => onBeat = value;
        }

        public override void Schedule(Action<object?> action, object? state)
        {
            if (onBeat)
            {
                action(state);
            }
            else
            {
                ThreadPool.Schedule(action, state);
            }
        }
    }
}
