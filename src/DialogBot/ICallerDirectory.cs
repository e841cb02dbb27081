namespace DialogBot;

/// <summary>Who calls from which number. Answered by the registry.</summary>
public interface ICallerDirectory
{
    /// <summary>Never null: an unknown number gives a caller whose <see cref="Caller.ElderId"/> is null.</summary>
    Task<Caller> FindAsync(string phone, CancellationToken cancellation);
}
