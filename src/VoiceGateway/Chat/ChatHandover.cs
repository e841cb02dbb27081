namespace VoiceGateway.Chat;

/// <summary>A conversation that waits for an operator, or has one.</summary>
/// <param name="Summary">One line: what is wanted as far as understood.</param>
/// <param name="OperatorId">Null while nobody has claimed it.</param>
public sealed record ChatHandover(DateTimeOffset Since, string Reason, string Summary, string? OperatorId = null, string? OperatorName = null);
