using System.Diagnostics;
using System.Net.Http.Json;
using Dispatch.Orders;

namespace Dispatch.Tests.Faults;

/// <summary>The program tests/DeskWorker in a process of its own. What it logs is kept in a file.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly HttpClient http;

    private WorkerProcess(Process process, Uri address)
    {
        this.process = process;
        http = new HttpClient { BaseAddress = address };
    }

    /// <param name="settings">As on the command line.</param>
    public static async Task<WorkerProcess> StartAsync(string log, IEnumerable<string> settings, CancellationToken cancellation)
    {
        var process = Process.Start(new ProcessStartInfo(
            "/bin/sh", ["-c", "exec \"$@\" 2>>\"$0\"", log, Path.Combine(AppContext.BaseDirectory, "DeskWorker"), "--urls=http://127.0.0.1:0", .. settings])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            // Three of them share two cores with everything else: no threads that spin for work, no code made twice.
            Environment = { ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0", ["DOTNET_TieredPGO"] = "0" },
        })!;
        var address = await process.StandardOutput.ReadLineAsync(cancellation)
            ?? throw new InvalidOperationException($"a worker did not start: {await File.ReadAllTextAsync(log, cancellation)}");
        return new WorkerProcess(process, new Uri(address));
    }

    /// <returns>The order's number; null where the order was not accepted, and may be sent again.</returns>
    /// <exception cref="HttpRequestException">The process is gone.</exception>
    public async Task<string?> AcceptAsync(OrderTerms terms, CancellationToken cancellation)
    {
        using var answer = await http.PostAsJsonAsync("/orders", terms, cancellation);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(cancellation) : null;
    }

    /// <returns>False where it has to be delivered again.</returns>
    /// <exception cref="HttpRequestException">The process is gone.</exception>
    public Task<bool> HearAsync(IncomingSms sms, CancellationToken cancellation) => PostAsync("/sms", sms, cancellation);

    /// <returns>False where it has to be delivered again.</returns>
    /// <exception cref="HttpRequestException">The process is gone.</exception>
    public Task<bool> HearAsync(CallReport report, CancellationToken cancellation) => PostAsync("/calls", report, cancellation);

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
        http.Dispose();
    }

    private async Task<bool> PostAsync<T>(string path, T what, CancellationToken cancellation)
    {
        using var answer = await http.PostAsJsonAsync(path, what, cancellation);
        return answer.IsSuccessStatusCode;
    }
}
