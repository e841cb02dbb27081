using Dispatch.FollowUps;
using Dispatch.Orders;
using Dispatch.Wording;

namespace Dispatch.Offers;

/// <summary>How work is offered: prompts/offers.yaml.</summary>
internal sealed class OfferPolicy
{
    public Dictionary<Lane, Patience> Lanes { get; set; } = [];

    /// <summary>When nobody is asked.</summary>
    public QuietPolicy Quiet { get; set; } = new();

    public TimeSpan NoShow { get; set; }

    public List<TimeSpan> Retries { get; set; } = [];

    public TimeSpan Ring { get; set; }

    public Limit Clarify { get; set; } = new();

    public Weights Ranking { get; set; } = new();

    /// <summary>Codes of the services that volunteers and elder helpers may do.</summary>
    public HashSet<string> Volunteers { get; set; } = [];

    public Dictionary<string, List<string>> Replies { get; set; } = [];

    public List<string> Fillers { get; set; } = [];

    public List<string> Doubts { get; set; } = [];

    public FollowUpPolicy FollowUp { get; set; } = new();

    /// <exception cref="InvalidOperationException">The file is missing, or says something that cannot be.</exception>
    public static OfferPolicy Load()
    {
        var policy = PromptFile.Read<OfferPolicy>("offers.yaml");
        policy.Quiet.Check();
        policy.FollowUp.Check();
        var missing = Enum.GetValues<Lane>().Where(lane => !policy.Lanes.ContainsKey(lane)).ToList();
        if (policy.Ranking is not { Prior: > 0, RatedWithin.Ticks: > 0 })
        {
            throw new InvalidOperationException("prompts/offers.yaml: ranking: prior and ratedWithin must be more than nothing");
        }

        return missing.Count == 0 && policy.Retries.Count > 0
            ? policy
            : throw new InvalidOperationException($"prompts/offers.yaml: lanes {string.Join(", ", missing)} or retries are missing");
    }

    /// <summary>Until when a vendor should have it: a promise that ends in the quiet hours waits for the first answer of the morning.</summary>
    public DateTimeOffset PromiseOf(Order order) =>
        Quiet.Until(order.Lane, order.PromiseBy) is { } morning ? morning + Lanes[order.Lane].Answer : order.PromiseBy;

    /// <summary>How long a vendor may think, and after how long the vendor is rung as well.</summary>
    internal sealed class Patience
    {
        public TimeSpan Answer { get; set; }

        public TimeSpan Call { get; set; }
    }

    internal sealed class Limit
    {
        public int Most { get; set; }

        public TimeSpan Within { get; set; }
    }

    /// <summary>Points of the ranking.</summary>
    internal sealed class Weights
    {
        public double Preferred { get; set; }

        public double Rating { get; set; }

        public double Unrated { get; set; }

        /// <summary>What the register says counts as much as so many visits that were rated.</summary>
        public double Prior { get; set; }

        /// <summary>Visits that are longer ago do not count.</summary>
        public TimeSpan RatedWithin { get; set; }

        public double JobOfWeek { get; set; }
    }
}
