namespace Dispatch.Alarms;

/// <summary>Somebody who is rung for an alarm.</summary>
/// <param name="Role">operator, supervisor, contact, responder.</param>
/// <param name="Name">Null for a number from the settings.</param>
/// <param name="Phone">Digits only.</param>
public sealed record AlarmPerson(string Role, string? Name, string Phone)
{
    /// <summary>Is put through to the elder. The others are asked to go there.</summary>
    internal bool IsStaff => Role is "operator" or "supervisor";
}
