namespace VoiceGateway.Speech.Recognising;

/// <summary>A request on its way through the queue.</summary>
internal sealed class WaitingRecognition : IDisposable
{
    private readonly CancellationToken cancel;
    private readonly CancellationTokenSource stop;
    private readonly TaskCompletionSource<Recognition> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="arrived">A timestamp of the clock.</param>
    public WaitingRecognition(RecognitionRequest request, long arrived, CancellationToken cancel)
    {
        this.cancel = cancel;
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Stopped = stop.Token;
        Request = request;
        Arrived = arrived;
    }

    public RecognitionRequest Request { get; }

    public long Arrived { get; }

    public CancellationToken Stopped { get; }

    public Task<Recognition> Answer => answer.Task;

    public void Finish(Recognition recognition) => answer.TrySetResult(recognition);

    /// <summary>Answers that it was replaced, and stops the engine if it is at it.</summary>
    public void Replace()
    {
        // Once it is answered it is disposed of by whoever asked.
        stop.Cancel();
        Finish(Recognition.Without(RecognitionOutcome.Replaced));
    }

    public void GiveUp() => answer.TrySetCanceled(cancel);

    public void Dispose() => stop.Dispose();
}
