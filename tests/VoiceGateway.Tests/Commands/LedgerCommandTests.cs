using System.CommandLine;
using Dispatch.Ledger;
using Dispatch.Orders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VoiceGateway.Commands;

namespace VoiceGateway.Tests.Commands;

public sealed class LedgerCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("voicecare-commands-").FullName;

    [Fact]
    public async Task A_centre_imports_its_people_twice_and_the_second_time_nothing_changes()
    {
        var town = Path.Combine(AppContext.BaseDirectory, "SampleTown");

        var first = await RunAsync(ImportCommand.Create(), "import", town, Data);
        var second = await RunAsync(ImportCommand.Create(), "import", town, Data);

        Assert.Equal(0, first.ExitCode);
        Assert.Contains("operators: 3 added, 0 updated, 0 unchanged, 0 left out", first.Output, StringComparison.Ordinal);
        Assert.Contains("operators: 0 added, 0 updated, 3 unchanged, 0 left out", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_row_is_named_and_the_exit_code_says_so()
    {
        await File.WriteAllTextAsync(
            Path.Combine(folder, "operators.csv"),
            "id,region,name,phone,hours,supervisor\nO1,guilin,罗晓燕,12,all day,no\nO2,guilin,黄志勇,19900003002,08:00-20:00,no\n",
            TestContext.Current.CancellationToken);

        var run = await RunAsync(ImportCommand.Create(), "import", folder, Data);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("operators.csv:2:4: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("operators.csv:2:5: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("operators: 1 added, 0 updated, 0 unchanged, 1 left out", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_files_is_said_in_a_sentence()
    {
        var run = await RunAsync(ImportCommand.Create(), "import", Path.Combine(folder, "nowhere"), Data);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("nowhere", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_ledger_is_whole_and_has_no_views_to_correct()
    {
        Assert.Equal(0, (await RunAsync(VerifyLedgerCommand.Create(), "verify-ledger", Data)).ExitCode);
        Assert.Contains("0 orders", (await RunAsync(RebuildViewsCommand.Create(), "rebuild-views", Data)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_connection_is_answered_by_a_sentence_that_says_what_to_set()
    {
        var run = await RunAsync(VerifyLedgerCommand.Create(), "verify-ledger", "--Ledger:Connection=nonsense");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Ledger:Connection", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_down_is_said_in_a_sentence()
    {
        var run = await RunAsync(VerifyLedgerCommand.Create(), "verify-ledger", "--Ledger:Connection=Host=127.0.0.1;Port=1;Username=nobody");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("cannot be read", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_series_is_listed_until_it_is_ended_by_the_number_of_one_of_its_orders()
    {
        var order = await PlaceAsync("r1", "FREQ=WEEKLY;BYDAY=TU");
        await PlaceAsync("r2", null);

        var before = await RunAsync(SeriesCommand.Create(), "series", "list", Data);
        var ended = await RunAsync(SeriesCommand.Create(), "series", "end", order.Number, "--by", "operator:O1", Data);
        var again = await RunAsync(SeriesCommand.Create(), "series", "end", "r1", Data);

        Assert.StartsWith("r1\tguilin\t07735550101\tcleaning\tFREQ=WEEKLY;BYDAY=TU\t", before.Output, StringComparison.Ordinal);
        Assert.Single(before.Output.TrimEnd().Split('\n'));
        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(1, again.ExitCode);
        Assert.Empty((await RunAsync(SeriesCommand.Create(), "series", "list", Data)).Output);
    }

    [Fact]
    public async Task A_series_that_there_is_not_is_not_ended()
    {
        var order = await PlaceAsync("r1", null);

        var run = await RunAsync(SeriesCommand.Create(), "series", "end", order.Number, Data);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"no series {order.Number}", run.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Data => $"--Data:Path={folder}";

    /// <summary>An order on the ledger that the commands look at.</summary>
    private async Task<Order> PlaceAsync(string requestId, string? recurrence)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddLedger(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("Data:Path", folder)]).Build())
            .BuildServiceProvider();
        var from = TimeProvider.System.GetUtcNow().AddDays(1 + requestId.Length);
        var terms = new OrderTerms
        {
            RequestId = requestId,
            Region = "guilin",
            ElderPhone = "07735550101",
            Dialect = "mandarin",
            Service = requestId == "r1" ? "cleaning" : "laundry",
            From = from,
            Until = from.AddHours(2),
            Address = "桂林市象山区安新南路16号",
            PriceFen = 8000,
            Payer = Payer.Self,
            Recurrence = recurrence,
            Channel = "phone",
            ConversationId = "c1",
        };
        return Assert.IsType<PlaceOutcome.Placed>(await services.GetRequiredService<OrderBook>().PlaceAsync(terms, "elder", TestContext.Current.CancellationToken)).Order;
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(Command command, params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var root = new RootCommand { command };
        var exitCode = await root.Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = errors }, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString(), errors.ToString());
    }
}
