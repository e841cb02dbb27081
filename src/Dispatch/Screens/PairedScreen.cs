namespace Dispatch.Screens;

/// <summary>A touch screen that stands with an elder.</summary>
/// <param name="Id">32 random hexadecimal digits.</param>
/// <param name="ElderId">For whom everything is done that is done on it.</param>
/// <param name="PairedBy">Name of the account whose code it was.</param>
public sealed record PairedScreen(string Id, string ElderId, DateTimeOffset PairedAt, string PairedBy)
{
    /// <summary>SHA-256 of the secret that only the screen has, lower-case hex.</summary>
    internal string SecretHash { get; init; } = "";
}
