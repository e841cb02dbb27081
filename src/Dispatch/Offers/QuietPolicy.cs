using Dispatch.Orders;
using Dispatch.Registry;

namespace Dispatch.Offers;

/// <summary>When vendors are left in peace: quiet in prompts/offers.yaml.</summary>
internal sealed class QuietPolicy
{
    private DutyHours hours;
    private HashSet<Lane> except = [];

    /// <summary>Asia/Shanghai, e.g. 21:30-07:00.</summary>
    public string Hours { get; set; } = "";

    /// <summary>Lanes in which vendors are asked all the same.</summary>
    public List<string> Except { get; set; } = [];

    /// <exception cref="InvalidOperationException">It says something that cannot be, or that an emergency waits for the morning.</exception>
    public void Check()
    {
        if (!DutyHours.TryParse(Hours, out hours) || hours.From == hours.Until)
        {
            throw new InvalidOperationException($"prompts/offers.yaml: quiet: hours must read like 21:30-07:00, not '{Hours}'");
        }

        if (Except.Find(name => LaneOf(name) is null) is { } strange)
        {
            throw new InvalidOperationException($"prompts/offers.yaml: quiet: except may name {string.Join(", ", Enum.GetNames<Lane>()).ToLowerInvariant()}, not '{strange}'");
        }

        except = [.. Except.Select(name => LaneOf(name)!.Value)];
        if (!except.Contains(Lane.Emergency))
        {
            throw new InvalidOperationException("prompts/offers.yaml: quiet: except must name emergency: nobody in danger waits for the morning");
        }
    }

    /// <summary>When nobody may be asked at a moment: until when. Null where asking is allowed.</summary>
    public DateTimeOffset? Until(Lane lane, DateTimeOffset at)
    {
        if (except.Contains(lane) || !hours.Contains(ChinaTime.HourOf(at)))
        {
            return null;
        }

        var end = ChinaTime.Moment(ChinaTime.DayOf(at), hours.Until);
        return end > at ? end : end.AddDays(1);
    }

    private static Lane? LaneOf(string name) =>
        Enum.GetValues<Lane>().Where(lane => $"{lane}".Equals(name, StringComparison.OrdinalIgnoreCase)).Select(lane => (Lane?)lane).FirstOrDefault();
}
