namespace Testing;

/// <summary>A Redis of a test's own: one server, or several that share the keys.</summary>
public interface IRedis : IAsyncDisposable
{
    /// <summary>As <c>Redis:Connection</c> wants it.</summary>
    string Connection { get; }

    /// <summary>Everything is lost, scripts included.</summary>
    Task WipeAsync();
}
