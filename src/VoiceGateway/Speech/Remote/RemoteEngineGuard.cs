using System.Net;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace VoiceGateway.Speech.Remote;

/// <summary>
/// Stands between the calls and an engine on another machine: waits no longer than a caller does, asks no more at once than was agreed,
/// and leaves an engine that fails in peace for a while, so that the next in order answers at once.
/// </summary>
internal sealed partial class RemoteEngineGuard
{
    private readonly string engine;
    private readonly TimeSpan patience;
    private readonly int atOnce;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly CircuitBreakerStateProvider circuit = new();
    private readonly ResiliencePipeline pipeline;
    private int asking;

    /// <param name="engine">Its name, for logs and counters.</param>
    /// <param name="patience">How long one answer is waited for.</param>
    /// <param name="atOnce">How many may be asked for at the same time.</param>
    public RemoteEngineGuard(string engine, TimeSpan patience, int atOnce, TimeProvider time, ILogger logger)
    {
        (this.engine, this.patience, this.atOnce, this.time, this.logger) = (engine, patience, atOnce, time, logger);
        pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = 4,
                SamplingDuration = TimeSpan.FromMinutes(1),
                BreakDuration = Rest,
                StateProvider = circuit,
            })
            .AddTimeout(patience)
            .Build();
    }

    /// <summary>So long an engine is left in peace that has failed in half of the last minute's requests, four at least.</summary>
    public static TimeSpan Rest { get; } = TimeSpan.FromSeconds(20);

    public bool IsResting => circuit.CircuitState == CircuitState.Open;

    /// <summary>Asks, and never throws but for the caller's own wish to stop.</summary>
    /// <param name="kind">recognition or synthesis, for the counters.</param>
    /// <returns>The answer, or why there is none.</returns>
    public async Task<(T? Answer, EngineFault? Fault)> AskAsync<T>(string kind, Func<CancellationToken, Task<T>> ask, CancellationToken cancel)
        where T : class
    {
        var began = time.GetTimestamp();
        var (answer, fault) = await AskInTurnAsync(ask, cancel);
        SpeechMeters.Asked(engine, kind, fault?.ToString() ?? "Answered", time.GetElapsedTime(began));
        return (answer, fault);
    }

    private async Task<(T? Answer, EngineFault? Fault)> AskInTurnAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancel)
        where T : class
    {
        try
        {
            if (Interlocked.Increment(ref asking) > atOnce)
            {
                return (null, EngineFault.Busy);
            }

            return (await pipeline.ExecuteAsync(async token => await ask(token), cancel), null);
        }
        catch (BrokenCircuitException)
        {
            return (null, EngineFault.Resting);
        }
        catch (TimeoutRejectedException)
        {
            Log.TooLate(logger, engine, patience);
            return (null, EngineFault.TooLate);
        }
        catch (HttpRequestException refused) when (refused.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
        {
            Log.Busy(logger, engine, (int)refused.StatusCode);
            return (null, EngineFault.Busy);
        }
        catch (HttpRequestException refused) when (refused.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            Log.NotAllowed(logger, engine, (int)refused.StatusCode);
            return (null, EngineFault.Failed);
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            // Its message may hold what the engine was sent or has written.
            Log.Failed(logger, engine, (int?)(broken as HttpRequestException)?.StatusCode, broken.GetType().Name);
            return (null, EngineFault.Failed);
        }
        finally
        {
            Interlocked.Decrement(ref asking);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Engine} did not answer within {Patience}; the next engine is asked")]
        public static partial void TooLate(ILogger logger, string engine, TimeSpan patience);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Engine} takes no more for the moment (HTTP {Status}); the next engine is asked")]
        public static partial void Busy(ILogger logger, string engine, int status);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Engine} refuses the key (HTTP {Status}): check it; the next engine is asked")]
        public static partial void NotAllowed(ILogger logger, string engine, int status);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Engine} failed (HTTP {Status}, {Fault}); the next engine is asked")]
        public static partial void Failed(ILogger logger, string engine, int? status, string fault);
    }
}
