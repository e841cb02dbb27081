namespace DialogBot.Understanding;

/// <summary>A danger found in what was said.</summary>
/// <param name="Category">fall, chest-pain, breath, stroke, bleeding, choking, poisoning, gas, fire, burglary, self-harm, unconscious, help.</param>
/// <param name="Certain">False where it may be hearsay or a mishearing: a person is rung all the same, and the caller is asked once.</param>
public sealed record Danger(string Category, Severity Severity, bool Certain);
