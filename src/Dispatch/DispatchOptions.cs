using System.ComponentModel.DataAnnotations;

namespace Dispatch;

/// <summary>Section <c>Dispatch</c> of the settings.</summary>
public sealed class DispatchOptions
{
    /// <summary>Codes of the regions whose orders this process attends to; guilin, the sample town's, unless set.</summary>
    public IList<string> Regions { get; } = [];

    /// <summary>Phones that are rung for a caller in need when no operator on duty is known, digits only.</summary>
    public IList<string> LastResort { get; } = [];

    /// <summary>How often the queue is compared with the ledger.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "Dispatch:ReconcileEvery must lie between 00:00:01 and 01:00:00.")]
    public TimeSpan ReconcileEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long before they begin the visits of a series (每周二打扫) are on the books at the latest; the next one always is.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "31.00:00:00", ErrorMessage = "Dispatch:VisitsAhead must lie between 01:00:00 and 31.00:00:00.")]
    public TimeSpan VisitsAhead { get; set; } = TimeSpan.FromHours(48);

    /// <summary>Lists are added to by configuration, so that the default cannot stand there from the beginning.</summary>
    internal void UseSampleRegionIfEmpty()
    {
        if (Regions.Count == 0)
        {
            Regions.Add("guilin");
        }
    }
}
