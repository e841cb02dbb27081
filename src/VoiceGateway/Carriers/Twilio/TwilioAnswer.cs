using System.Text.Json;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>What the REST interface said to a request.</summary>
/// <param name="Status">HTTP status; 429 also where the request was not sent, because Twilio has asked to slow down.</param>
/// <param name="Sid">Name of what was made.</param>
/// <param name="Code">Twilio's number of the error, 0 where it gave none; https://www.twilio.com/docs/api/errors</param>
/// <param name="RetryAfter">How long it asks to be left alone.</param>
internal sealed record TwilioAnswer(int Status, string Sid = "", int Code = 0, TimeSpan? RetryAfter = null)
{
    /// <summary>All that it said; undefined where that was nothing, as after a deletion.</summary>
    public JsonElement Body { get; init; }

    public bool IsDone => Status is >= 200 and < 300;

    /// <summary>The same request may be taken later.</summary>
    public bool IsBusy => Status is 429 or >= 500 || Code == TwilioErrors.TooManyRequests;

    public bool IsForbidden => Status is 401 || Code == TwilioErrors.Authenticate;
}
