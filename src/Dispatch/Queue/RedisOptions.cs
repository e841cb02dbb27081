using System.ComponentModel.DataAnnotations;

namespace Dispatch.Queue;

/// <summary>Section <c>Redis</c> of the settings.</summary>
public sealed class RedisOptions
{
    /// <summary>host:port[,host:port…][,password=…] of any Redis 7; empty starts the embedded one.</summary>
    public string Connection { get; set; } = "";

    /// <summary>Folder in which the embedded Redis keeps its data; redis under Data:Path unless set.</summary>
    public string Data { get; set; } = "";

    /// <summary>How long one call to Redis may take before it counts as failed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:30", ErrorMessage = "Redis:Deadline must lie between 00:00:00.050 and 00:00:30.")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(1);
}
