namespace DialogBot.Speaking;

/// <summary>Names one line of prompts/(language) and the slots it may use.</summary>
internal sealed record LineKey(string Name, params IReadOnlyList<string> Slots)
{
    /// <summary>The line with its slots filled: one value for each slot, in the order of <see cref="Slots"/>.</summary>
    public Said With(params IReadOnlyList<string> values)
    {
        if (values.Count != Slots.Count)
        {
            throw new ArgumentException($"The line '{Name}' has {Slots.Count} slots, not {values.Count}.", nameof(values));
        }

        return new Said(Name, [.. values]);
    }

    public static implicit operator Said(LineKey key) => key.With();
}
