using System.Globalization;
using VoiceGateway.Calls.Live;
using VoiceGateway.Media;

namespace VoiceGateway.Calls;

/// <summary>One telephone on the line: what it says goes to its listener, of which there is one at a time.</summary>
internal sealed class CallLeg(MediaSocket socket, MediaStart start, NoteEnd noteEnd)
{
    private static readonly TimeSpan FarEndMayClose = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ILegListener? listener;
    private bool isOver;

    public string Sid => start.CallSid;

    /// <summary>How often this call's stream has broken and was opened again.</summary>
    public int Again => int.TryParse(start.Parameter(MediaStart.Again), NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? times : 0;

    /// <summary>The stream is gone although neither side has ended the call: its carrier opens it again.</summary>
    public bool BrokeOff => Gone.IsCompleted && !isOver && IsOpenedAgain;

    public string From => start.Parameter("from");

    public string To => start.Parameter("to");

    /// <summary>The far end shows what is said; it can also type.</summary>
    public bool ShowsCaptions => start.Parameter("captions") == "on";

    /// <summary>Completes when the far end has hung up.</summary>
    public Task Gone => gone.Task;

    /// <summary>Where what is said on this leg is told to whoever watches; null where nobody may.</summary>
    public LiveLine? Live { get; set; }

    public void HandTo(ILegListener next) => listener = next;

    /// <summary>Reads until the far end hangs up.</summary>
    public async Task ListenAsync(CancellationToken cancellation)
    {
        socket.ReadOnBeat(true);
        try
        {
            while (await socket.ReceiveAsync(cancellation) is { } message)
            {
                if (message.Event == MediaEvent.Stop)
                {
                    isOver = true;
                    break;
                }

                Tell(listener, message);
            }
        }
        finally
        {
            socket.ReadOnBeat(false);
            gone.TrySetResult();
            // What follows on a call's end may block, and this may be the thread that reads all calls.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }
    }

    public ValueTask PlayAsync(ReadOnlyMemory<byte> muLaw, CancellationToken cancellation) => socket.MediaAsync(muLaw, cancellation);

    public ValueTask MarkAsync(string name, CancellationToken cancellation) => socket.MarkAsync(name, cancellation);

    public ValueTask ClearAsync(CancellationToken cancellation) => socket.ClearAsync(cancellation);

    /// <param name="who">bot, caller or operator.</param>
    public ValueTask CaptionAsync(string who, string text, CancellationToken cancellation)
    {
        Live?.Said(who, text);
        return ShowsCaptions ? socket.CaptionAsync(who, text, cancellation) : ValueTask.CompletedTask;
    }

    public ValueTask StateAsync(CallState state, CancellationToken cancellation)
    {
        Live?.Is(state);
        return ShowsCaptions ? socket.StateAsync(state.Word, cancellation) : ValueTask.CompletedTask;
    }

    /// <summary>Ends the call from this side, and gives the far end a moment to end it from its own.</summary>
    public async Task HangUpAsync(CallSummary summary, TimeProvider time)
    {
        using var enough = new CancellationTokenSource(FarEndMayClose, time);
        try
        {
            if (ShowsCaptions)
            {
                await socket.EndedAsync(summary.Order, summary.State, summary.Normal, enough.Token);
            }

            if (summary.Normal && !Gone.IsCompleted && IsOpenedAgain)
            {
                isOver = true;
                await noteEnd(Sid, enough.Token);
            }

            await socket.CloseAsync(enough.Token);
            await Gone.WaitAsync(enough.Token);
        }
        catch (OperationCanceledException)
        {
            // The far end does not answer any more: the line is dropped.
        }
    }

    private bool IsOpenedAgain => start.Parameter(MediaStart.Again).Length > 0;

    private void Tell(ILegListener? who, in MediaMessage message)
    {
        switch (message.Event)
        {
            case MediaEvent.Media when message.AudioLength > 0:
                who?.Sound(socket.Audio(message));
                break;
            case MediaEvent.Dtmf when message.Key != default:
                who?.Key(message.Key);
                break;
            case MediaEvent.Mark when message.Text is not null:
                who?.Marked(message.Text);
                break;
            case MediaEvent.Text when message.Text is not null:
                who?.Typed(message.Text, message.Final);
                break;
        }
    }
}
