using Dispatch.Wording;

namespace Dispatch.Escalations;

/// <summary>prompts/escalations.yaml.</summary>
internal sealed class EscalationPolicy
{
    /// <summary>An operator who claimed something and is not heard of for so long has given it up.</summary>
    public TimeSpan Hold { get; set; }

    /// <summary>For so many days a caller whom nobody answered is listed.</summary>
    public int CallBackWithin { get; set; }

    /// <exception cref="InvalidOperationException">The file is missing, or a span in it.</exception>
    public static EscalationPolicy Load()
    {
        var policy = PromptFile.Read<EscalationPolicy>("escalations.yaml");
        return policy is { Hold.Ticks: > 0, CallBackWithin: > 0 }
            ? policy
            : throw new InvalidOperationException("prompts/escalations.yaml: hold and callBackWithin must be longer than nothing");
    }
}
