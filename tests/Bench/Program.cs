using System.Globalization;
using Bench;
using Bench.Alarms;
using Bench.Chat;
using Bench.Desk;
using Bench.Ledger;
using Bench.Media;
using Bench.Understanding;

// dotnet run -c Release --project tests/Bench -- NAME [PART]
Dictionary<string, Func<string?, CancellationToken, Task>> benches = new()
{
    ["alarms"] = (_, cancellation) => AlarmBench.RunAsync(cancellation),
    ["console"] = (_, cancellation) => ConsoleBench.RunAsync(cancellation),
    ["chat"] = (_, cancellation) => ChatBench.RunAsync(cancellation),
    ["dispatch"] = DispatchBench.RunAsync,
    ["ledger"] = (_, cancellation) => LedgerBench.RunAsync(cancellation),
    ["learn"] = (prompts, _) => LearnBench.RunAsync(prompts),
    ["media"] = (_, cancellation) => MediaBench.RunAsync(cancellation),
    ["turns"] = TurnBench.RunAsync,
    ["understanding"] = (_, cancellation) => UnderstandingBench.RunAsync(cancellation),
};

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

if (args is [MediaServer.Name, var port, var ports])
{
    await MediaServer.RunAsync(int.Parse(port, CultureInfo.InvariantCulture), ports == "media-port", stop.Token);
    return 0;
}

if (args is [ChatServer.Name, var chatPort, var redis])
{
    await ChatServer.RunAsync(chatPort, redis, stop.Token);
    return 0;
}

if (args is ["hold-until-killed", var connection])
{
    await DispatchBench.HoldUntilKilledAsync(connection, stop.Token);
    return 0;
}

if (args is not [var name, ..] || !benches.TryGetValue(name, out var bench))
{
    await Console.Error.WriteLineAsync($"Name one of: {string.Join(", ", benches.Keys)}");
    return 2;
}

Figures.PrintMachine();
await bench(args.ElementAtOrDefault(1), stop.Token);
return 0;
