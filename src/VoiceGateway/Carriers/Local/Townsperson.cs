namespace VoiceGateway.Carriers.Local;

/// <summary>Somebody of the town who has a phone.</summary>
/// <param name="Number">Digits only.</param>
/// <param name="Role">elder, contact (of an elder), vendor, operator.</param>
/// <param name="Detail">What tells people of the same name apart: a community, whose contact, areas served, hours.</param>
internal sealed record Townsperson(string Number, string Name, string Role, string Detail);
