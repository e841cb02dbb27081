namespace VoiceGateway.Carriers.Twilio;

/// <summary>What a webhook says: the fields of its form and, in our own addresses, what we asked to be told again. All of it is signed.</summary>
internal sealed record Webhook(IFormCollection Form, IQueryCollection Query)
{
    public string CallSid => Field("CallSid");

    public string From => Field("From");

    public string To => Field("To");

    public static async Task<Webhook> ReadAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        return new Webhook(form, context.Request.Query);
    }

    public string Field(string name) => Form[name].ToString();

    public string Asked(string name) => Query[name].ToString();
}
