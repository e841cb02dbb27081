using System.CommandLine;
using Dispatch.Ledger;
using Microsoft.Extensions.Options;

namespace VoiceGateway.Commands;

/// <summary>What the commands that work on the ledger alone have in common: its settings, its services, and what is said when it cannot be reached.</summary>
internal static class LedgerCommand
{
    private const int Failed = 2;

    /// <summary>Takes settings (--Ledger:Connection=…) as the server does.</summary>
    public static Command TakingSettings(this Command command)
    {
        command.TreatUnmatchedTokensAsErrors = false;
        return command;
    }

    public static async Task<int> RunAsync(ParseResult parsed, Func<IServiceProvider, Task<int>> work)
    {
        var errors = parsed.InvocationConfiguration.Error;
        if (ServeCommand.NotASetting(parsed.UnmatchedTokens) is { } token)
        {
            await errors.WriteLineAsync($"'{token}' is not a setting. Settings look like --Ledger:Connection=\"Host=…;Database=…\".");
            return Failed;
        }

        try
        {
            await using var services = Services(parsed.UnmatchedTokens);
            services.GetRequiredService<IStartupValidator>().Validate();
            return await work(services);
        }
        catch (OptionsValidationException wrong)
        {
            await errors.WriteLineAsync(wrong.Message);
        }
        catch (Exception refused) when (refused is LedgerUnavailableException or IOException)
        {
            await errors.WriteLineAsync(refused.Message);
        }

        return Failed;
    }

    private static ServiceProvider Services(IReadOnlyList<string> settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddEnvironmentVariables()
            .AddCommandLine([.. settings])
            .Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddLedger(configuration)
            .BuildServiceProvider();
    }
}
