namespace Dispatch.Queue;

/// <summary>Redis did not answer in time, or cannot be reached. What was asked may still happen later: every script is safe for that.</summary>
public sealed class RedisUnavailableException : Exception
{
    public RedisUnavailableException() { }

    public RedisUnavailableException(string message) : base(message) { }

    public RedisUnavailableException(string message, Exception inner) : base(message, inner) { }
}
