namespace Dispatch.Wording;

/// <summary>What the {slots} of a sentence are filled with.</summary>
internal sealed class Slots() : Dictionary<string, string>(StringComparer.Ordinal)
{
    /// <summary>The same with more; what is given later wins.</summary>
    public Slots With(string slot, string value)
    {
        var more = new Slots { [slot] = value };
        foreach (var (key, old) in this)
        {
            more.TryAdd(key, old);
        }

        return more;
    }
}
