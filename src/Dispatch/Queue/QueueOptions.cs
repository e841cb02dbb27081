using System.ComponentModel.DataAnnotations;

namespace Dispatch.Queue;

/// <summary>Section <c>Dispatch:Queue</c> of the settings.</summary>
public sealed class QueueOptions
{
    /// <summary>How many errands one process attends to at a time; emergencies have one more place of their own.</summary>
    [Range(1, 1000, ErrorMessage = "Dispatch:Queue:Places must lie between 1 and 1000.")]
    public int Places { get; set; } = 8;

    /// <summary>After this long without a heartbeat an errand goes to another worker.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:05:00", ErrorMessage = "Dispatch:Queue:Lease must lie between 00:00:00.500 and 00:05:00.")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(4);

    [Range(typeof(TimeSpan), "00:00:00.500", "00:05:00", ErrorMessage = "Dispatch:Queue:EmergencyLease must lie between 00:00:00.500 and 00:05:00.")]
    public TimeSpan EmergencyLease { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Looked for work this often when nobody rings the bell.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ErrorMessage = "Dispatch:Queue:Poll must lie between 00:00:00.010 and 00:01:00.")]
    public TimeSpan Poll { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Every so manieth claim begins with the lowest lane, so that it always advances.</summary>
    [Range(2, 1000, ErrorMessage = "Dispatch:Queue:LowestEvery must lie between 2 and 1000.")]
    public int LowestEvery { get; set; } = 8;
}
