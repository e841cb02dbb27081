using Dispatch.Offers;

namespace Dispatch.Wording;

/// <summary>What the desk writes (prompts/sms.yaml) and what it says on the telephone (prompts/calls.yaml).</summary>
internal sealed class Phrases(ServiceCatalogue catalogue)
{
    public Phrasebook Sms { get; } = Phrasebook.Load("sms.yaml");

    public Phrasebook Calls { get; } = Phrasebook.Load("calls.yaml");

    /// <summary>Orders as they are written.</summary>
    public OrderWords Written => new(Sms, catalogue);

    /// <summary>Orders as they are spoken.</summary>
    public OrderWords Spoken => new(Calls, catalogue);
}
