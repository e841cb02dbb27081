using System.Collections.Concurrent;
using Dispatch;

namespace VoiceGateway.Calls;

/// <summary>
/// The calls that this process has made for the desk: each rings once, is picked up at most once, and is reported once. Whatever
/// carrier rings the phone, the media stream that answers is matched here by the call's id.
/// </summary>
internal sealed partial class OutgoingCalls(HearCall report, TimeProvider time, ILogger<OutgoingCalls> logger)
{
    // A desk that repeats a request does so within minutes, and no call lasts so long.
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(6);

    private readonly ConcurrentDictionary<string, Line> lines = new(StringComparer.Ordinal);

    /// <returns>False when this id was called before.</returns>
    public bool TryAdd(OutgoingCall call)
    {
        Forget();
        return lines.TryAdd(call.Id, new Line(call, time.GetUtcNow()));
    }

    /// <summary>The phone was picked up.</summary>
    /// <returns>Null when there is no such call, it was picked up before, or it is over.</returns>
    public Line? PickUp(string callId) =>
        lines.TryGetValue(callId, out var line) && line.TryPickUp() ? line : null;

    public Line? Find(string callId) => lines.GetValueOrDefault(callId);

    /// <summary>The carrier did not take the call: the desk may ask for it again.</summary>
    public void TakeBack(string callId) => lines.TryRemove(callId, out _);

    /// <summary>Ends a call that is ringing or speaking; the desk, which asked for that, gets no report.</summary>
    public void HangUp(string callId)
    {
        if (lines.TryGetValue(callId, out var line))
        {
            line.TryReport();
            line.End();
        }
    }

    /// <summary>Tells the desk how a call went. Only the first report counts.</summary>
    /// <returns>Whether this was the first.</returns>
    public async Task<bool> ReportAsync(Line line, CallEnding ending, char? key, CancellationToken cancellation, char? then = null)
    {
        if (!line.TryReport())
        {
            return false;
        }

        try
        {
            await report(new CallReport(line.Call.Id, ending, key ?? line.Answered) { Then = then }, cancellation);
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // The desk's own timers find out that it heard nothing.
            Log.NotHeard(logger, broken);
        }

        return true;
    }

    private void Forget()
    {
        var before = time.GetUtcNow() - Remembered;
        foreach (var (id, line) in lines)
        {
            if (line.Began < before)
            {
                lines.TryRemove(id, out _);
            }
        }
    }

    /// <summary>One outgoing call.</summary>
    internal sealed class Line(OutgoingCall call, DateTimeOffset began)
    {
        private readonly TaskCompletionSource pickedUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int reported;

        public OutgoingCall Call => call;

        public DateTimeOffset Began => began;

        /// <summary>Completes when somebody picks up.</summary>
        public Task PickedUp => pickedUp.Task;

        /// <summary>Completes when the call is to end, or has ended.</summary>
        public Task Over => over.Task;

        public bool IsOver => over.Task.IsCompleted;

        /// <summary>The key that answered the first question, while a second one is open: whoever hangs up now has said that much.</summary>
        public char? Answered { get; set; }

        public bool TryPickUp() => !IsOver && pickedUp.TrySetResult();

        public bool TryReport() => Interlocked.Exchange(ref reported, 1) == 0;

        public void End() => over.TrySetResult();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The desk could not be told how a call went")]
        public static partial void NotHeard(ILogger logger, Exception exception);
    }
}
