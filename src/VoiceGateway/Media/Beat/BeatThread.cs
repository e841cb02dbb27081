using System.Collections.Concurrent;
using System.Diagnostics;

namespace VoiceGateway.Media.Beat;

/// <summary>Looks at every connection once a beat, and has those that have something read. Sleeps while there is none.</summary>
internal sealed partial class BeatThread(ILogger logger) : IDisposable
{
    /// <summary>Half a frame: a key waits no longer than this, and a frame is rarely looked for twice.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentQueue<Change> changes = new();
    private readonly AutoResetEvent wake = new(false);
    private readonly Lock gate = new();
    private readonly List<BeatConnection> connections = [];
    private ReadyHandle[] handles = new ReadyHandle[64];
    private Thread? thread;
    private volatile bool over;

    public void Add(BeatConnection connection)
    {
        lock (gate)
        {
            thread ??= Begin();
        }

        changes.Enqueue(new Change(connection, null));
        wake.Set();
    }

    /// <summary>Once it is done, the connection is not touched any more.</summary>
    public Task RemoveAsync(BeatConnection connection)
    {
        var removed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changes.Enqueue(new Change(connection, removed));
        wake.Set();
        return removed.Task;
    }

    public void Dispose()
    {
        over = true;
        wake.Set();
    }

    private Thread Begin()
    {
        var begun = new Thread(Run) { IsBackground = true, Name = "beat" };
        begun.Start();
        return begun;
    }

    private void Run()
    {
        while (!over)
        {
            var began = Stopwatch.GetTimestamp();
            AddAndRemove();
            Look();
            if (connections.Count == 0)
            {
                wake.WaitOne();
            }
            else if (Beat - Stopwatch.GetElapsedTime(began) is var rest && rest > TimeSpan.Zero)
            {
                wake.WaitOne(rest);
            }
        }
    }

    private void AddAndRemove()
    {
        while (changes.TryDequeue(out var change))
        {
            if (change.Removed is null)
            {
                connections.Add(change.Connection);
            }
            else
            {
                connections.Remove(change.Connection);
                change.Removed.SetResult();
            }
        }
    }

    private void Look()
    {
        if (handles.Length < connections.Count)
        {
            handles = new ReadyHandle[2 * connections.Count];
        }

        for (var at = 0; at < connections.Count; at++)
        {
            var connection = connections[at];
            handles[at].Handle = connection.IsOver ? -1 : connection.Handle;
            handles[at].Asked = connection.AwaitsRoom ? (short)(ReadyHandle.HasInput | ReadyHandle.HasRoom) : ReadyHandle.HasInput;
        }

        var found = ReadyHandle.Look(handles.AsSpan(0, connections.Count));
        for (var at = 0; at < connections.Count && found > 0; at++)
        {
            if (handles[at].Found != 0)
            {
                found--;
                Take(connections[at], handles[at].Found);
            }
        }
    }

    private void Take(BeatConnection connection, short found)
    {
        try
        {
            if ((found & ReadyHandle.HasRoom) != 0)
            {
                connection.HasRoom();
            }

            if ((found & ~ReadyHandle.HasRoom) != 0)
            {
                connection.Read();
            }
        }
        catch (Exception broken)
        {
            // One connection's fault must not silence the others.
            Log.Broke(logger, broken);
            connection.End();
        }
    }

    private readonly record struct Change(BeatConnection Connection, TaskCompletionSource? Removed);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A connection on the media port broke off")]
        public static partial void Broke(ILogger logger, Exception exception);
    }
}
