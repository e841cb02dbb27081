using System.Globalization;

namespace Dispatch.Messages;

/// <summary>The id of a call or a text tells what it was for: kind/region/number of the try/what.</summary>
internal readonly record struct MessageName(string Kind, string Region, int Try, string About)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}/{Region}/{Try}/{About}");

    /// <summary>Null for an id that the desk did not choose.</summary>
    public static MessageName? Parse(string id)
    {
        var parts = id.Split('/', 4);
        return parts.Length == 4 && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new MessageName(parts[0], parts[1], number, parts[3])
            : null;
    }
}
