using Dispatch.Registry;

namespace Dispatch.FollowUps;

/// <summary>How elders are asked whether the work was done well (回访): followUp in prompts/offers.yaml.</summary>
internal sealed class FollowUpPolicy
{
    /// <summary>Each call comes so long after the one before it, the first after the work was done.</summary>
    public List<TimeSpan> Calls { get; set; } = [];

    /// <summary>When elders are called, e.g. 08:30-20:00.</summary>
    public string Hours { get; set; } = "";

    /// <summary>An order whose elder cannot be reached, or need not be asked, is closed so long after its last call or its end.</summary>
    public TimeSpan Close { get; set; }

    /// <summary>What each key of the call means.</summary>
    public Dictionary<char, Meaning> Keys { get; set; } = [];

    /// <summary>What is asked besides where the elder pays: what was taken at the door.</summary>
    public ChargeQuestion Charge { get; set; } = new();

    public DutyHours CallHours { get; private set; }

    /// <exception cref="InvalidOperationException">Something is missing, or says something that cannot be.</exception>
    public void Check()
    {
        if (!DutyHours.TryParse(Hours, out var hours))
        {
            throw new InvalidOperationException($"prompts/offers.yaml: followUp: hours must read like 08:30-20:00, not '{Hours}'");
        }

        CallHours = hours;
        if (Calls.Count == 0 || Keys.Count == 0)
        {
            throw new InvalidOperationException("prompts/offers.yaml: followUp: calls or keys are missing");
        }

        if (Keys.FirstOrDefault(key => key.Value is { Rating: null, Escalate: null } or { Rating: < 1 or > 5 }) is { Value: not null } wrong)
        {
            throw new InvalidOperationException($"prompts/offers.yaml: followUp: key {wrong.Key} needs a rating from 1 to 5, a reason to escalate, or both");
        }

        if (Charge.After.Length == 0 || Charge.After.Any(key => !Keys.ContainsKey(key)) || Charge.Keys.Count == 0 || Charge.Keys.Values.Any(answer => answer.AsAgreed == (answer.Escalate is not null)))
        {
            throw new InvalidOperationException("prompts/offers.yaml: followUp: charge: after needs keys of the call, and each of its keys either asAgreed or a reason to escalate");
        }
    }

    /// <summary>Asked after some keys of the call, in the same call.</summary>
    internal sealed class ChargeQuestion
    {
        /// <summary>Keys of the call after which it is asked.</summary>
        public string After { get; set; } = "";

        public Dictionary<char, Charged> Keys { get; set; } = [];
    }

    /// <summary>Either the price that was agreed, or a reason to fetch an operator.</summary>
    internal sealed class Charged
    {
        public bool AsAgreed { get; set; }

        public string? Escalate { get; set; }
    }

    /// <summary>A rating, a reason to fetch an operator, or both.</summary>
    internal sealed class Meaning
    {
        public int? Rating { get; set; }

        public string? Escalate { get; set; }
    }
}
