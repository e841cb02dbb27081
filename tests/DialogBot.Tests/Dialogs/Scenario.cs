using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace DialogBot.Tests.Dialogs;

/// <summary>One conversation of tests/DialogBot.Tests/Dialogs/scenarios: who calls, what is said, and what must come of it.</summary>
internal sealed class Scenario
{
    /// <summary>A sentence with the outcome.</summary>
    public required string Name { get; init; }

    /// <summary>Asia/Shanghai.</summary>
    public string Now { get; init; } = "2026-11-23 10:00";

    /// <summary>A profile of callers.yaml; none for a number that the registry does not know.</summary>
    public string? Caller { get; init; }

    /// <summary>What the desk answers: placed, merged, unavailable, balance-short for all that a subsidy is to pay, or the reason of a refusal.</summary>
    public string Desk { get; init; } = "placed";

    /// <summary>What is on the books already.</summary>
    public List<OnTheBooks> Booked { get; init; } = [];

    public required List<Turn> Turns { get; init; }

    /// <summary>The orders placed, in their order; only the fields given are compared.</summary>
    public List<Order> Orders { get; init; } = [];

    /// <summary>Numbers of the orders that were cancelled.</summary>
    public List<string> Cancelled { get; init; } = [];

    /// <summary>Numbers of the orders whose series was ended.</summary>
    public List<string> EndedSeries { get; init; } = [];

    /// <summary>Orders that were moved: number and new time, Asia/Shanghai.</summary>
    public List<string> Moved { get; init; } = [];

    /// <summary>What the desk answers to a wish to move an order.</summary>
    public ChangeOutcome Moving { get; init; }

    /// <summary>Reason of the handover to a person.</summary>
    public string? Handover { get; init; }

    /// <summary>What the summary for the operator contains.</summary>
    public List<string> Summary { get; init; } = [];

    /// <summary>Category of the alarm.</summary>
    public string? Alarm { get; init; }

    public bool StoodDown { get; init; }

    public static IReadOnlyList<T> Read<T>(string path)
    {
        using var reader = File.OpenText(path);
        return new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).WithEnforceRequiredMembers().WithDuplicateKeyChecking().Build().Deserialize<List<T>>(reader);
    }

    /// <summary>One thing that happens, and what the bot must answer.</summary>
    internal sealed class Turn
    {
        public string? Caller { get; init; }

        /// <summary>Other guesses of the recogniser.</summary>
        public List<string> Or { get; init; } = [];

        public bool Silence { get; init; }
        public string? Key { get; init; }

        /// <summary>Recognised while the caller still speaks.</summary>
        public string? Partial { get; init; }

        /// <summary>The turn before is delivered again.</summary>
        public bool Again { get; init; }

        /// <summary>The store fails from here on.</summary>
        public bool StoreDown { get; init; }

        public List<string> Bot { get; init; } = [];
        public List<string> Not { get; init; } = [];
        public string? Next { get; init; }
        public double? Rate { get; init; }
        public bool? Louder { get; init; }
    }

    /// <summary>An order that is there before the call.</summary>
    internal sealed class OnTheBooks
    {
        public required string Number { get; init; }
        public required string Service { get; init; }

        /// <summary>Asia/Shanghai.</summary>
        public required string From { get; init; }

        public OrderStanding Standing { get; init; }
        public string? Vendor { get; init; }

        /// <summary>RRULE text of a visit that is one of several.</summary>
        public string? Recurrence { get; init; }

        public KnownOrder Known() => new(Number, Service, Rehearsal.Moment(From), Standing, Vendor, "4071", Recurrence);
    }

    /// <summary>What an order must be.</summary>
    internal sealed class Order
    {
        public required string Service { get; init; }
        public string? From { get; init; }
        public string? Until { get; init; }
        public string? Address { get; init; }
        public long? Price { get; init; }
        public string? Payer { get; init; }
        public bool? Urgent { get; init; }
        public string? Recurrence { get; init; }
        public string? Note { get; init; }
        public WorkerWish? Worker { get; init; }
        public string? Name { get; init; }

        /// <summary>Name of whoever ordered in the elder's stead.</summary>
        public string? By { get; init; }
    }
}
