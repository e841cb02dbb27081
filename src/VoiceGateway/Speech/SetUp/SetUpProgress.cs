namespace VoiceGateway.Speech.SetUp;

/// <summary>Where the set-up stands.</summary>
/// <param name="Step">1 to <paramref name="Of"/>; 0 while another process does it and this one waits.</param>
/// <param name="Doing">What is being done, in words.</param>
/// <param name="Done">0 to 1 of this step.</param>
internal sealed record SetUpProgress(int Step, int Of, string Doing, double Done)
{
    public override string ToString() => Step == 0 ? Doing : $"step {Step} of {Of}: {Doing}, {Math.Floor(Done * 100):0} %";
}
