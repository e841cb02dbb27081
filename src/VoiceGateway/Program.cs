using System.CommandLine;
using VoiceGateway.Commands;

var root = new RootCommand("VoiceCare: the hotline of a virtual nursing home. Without a command it serves calls; settings are given as --Section:Key=value or in the environment as Section__Key.")
{
    CallCommand.Create(),
    ImportCommand.Create(),
    VerifyLedgerCommand.Create(),
    RebuildViewsCommand.Create(),
    SeriesCommand.Create(),
    SetupSpeechCommand.Create(),
    SpeechEvalCommand.Create(),
    UnderstandCommand.Create(),
};
root.TreatUnmatchedTokensAsErrors = false;
root.SetAction((parsed, cancellation) => ServeCommand.RunAsync(parsed.UnmatchedTokens, cancellation));

return await root.Parse(args).InvokeAsync();
