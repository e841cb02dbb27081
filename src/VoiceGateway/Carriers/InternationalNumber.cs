using Dispatch.Registry;

namespace VoiceGateway.Carriers;

/// <summary>The way carriers write numbers (E.164: +86 139…), from the registry's.</summary>
internal static class InternationalNumber
{
    /// <summary>Null for a number that can only be dialled within the country, such as 12349.</summary>
    public static string? Of(string digits) => digits switch
    {
        _ when PhoneNumber.IsMobile(digits) => $"+86{digits}",
        ['0', .. { Length: >= 9 } landline] => $"+86{landline}",
        { Length: >= 10 } => $"+{digits}",
        _ => null,
    };
}
