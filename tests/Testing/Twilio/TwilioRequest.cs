namespace Testing.Twilio;

/// <summary>A request to the REST interface, as it came.</summary>
/// <param name="Resource">Within the account: Calls, Calls/CA…, Messages.</param>
public sealed record TwilioRequest(string Resource, IReadOnlyDictionary<string, string[]> Form)
{
    public string Field(string name) => Form.TryGetValue(name, out var values) ? values[0] : string.Empty;
}
