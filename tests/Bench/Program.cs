using System.Globalization;
using Bench;
using Bench.Desk;
using Bench.Ledger;
using Bench.Media;
using Bench.Understanding;

// dotnet run -c Release --project tests/Bench -- NAME
Dictionary<string, Func<CancellationToken, Task>> benches = new()
{
    ["dispatch"] = DispatchBench.RunAsync,
    ["ledger"] = LedgerBench.RunAsync,
    ["media"] = MediaBench.RunAsync,
    ["understanding"] = UnderstandingBench.RunAsync,
};

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

if (args is [MediaServer.Name, var port])
{
    await MediaServer.RunAsync(int.Parse(port, CultureInfo.InvariantCulture), stop.Token);
    return 0;
}

if (args is not [var name] || !benches.TryGetValue(name, out var bench))
{
    await Console.Error.WriteLineAsync($"Name one of: {string.Join(", ", benches.Keys)}");
    return 2;
}

Figures.PrintMachine();
await bench(stop.Token);
return 0;
