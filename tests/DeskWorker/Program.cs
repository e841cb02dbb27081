using DeskWorker;
using Dispatch;
using Dispatch.Orders;
using Microsoft.Extensions.Logging.Console;
using Testing;

// A desk in a process of its own, for tests that kill it: wishes, replies and reports of calls come in over HTTP as from a gateway,
// what the desk has to say goes out to the carrier at --Carrier. It tells its address on standard output and ends with standard input.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
builder.Services
    .Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
    .AddSingleton<TimeProvider>(new FlowingTime(TimeSpan.Parse(builder.Configuration["ClockShift"]!, System.Globalization.CultureInfo.InvariantCulture)))
    .AddSingleton(new OutsideCarrier(new Uri(builder.Configuration["Carrier"]!)))
    .AddSingleton<ISmsSender>(provider => provider.GetRequiredService<OutsideCarrier>())
    .AddSingleton<IPhoneLine>(provider => provider.GetRequiredService<OutsideCarrier>())
    .AddDispatch(builder.Configuration);
await using var app = builder.Build();

app.MapPost("/orders", async (OrderTerms terms, DispatchDesk desk, CancellationToken cancellation) =>
    await desk.AcceptAsync(terms, "elder", cancellation) switch
    {
        PlaceOutcome.Placed placed => Results.Text(placed.Order.Number),
        PlaceOutcome.Merged merged => Results.Text(merged.Order.Number),
        PlaceOutcome.Refused refused => Results.BadRequest(refused.Reason),
        _ => Results.StatusCode(StatusCodes.Status503ServiceUnavailable),
    });
app.MapPost("/sms", (IncomingSms sms, DispatchDesk desk, CancellationToken cancellation) => desk.HearSmsAsync(sms, cancellation));
app.MapPost("/calls", (CallReport report, DispatchDesk desk, CancellationToken cancellation) => desk.HearCallAsync(report, cancellation));

await app.StartAsync();
Console.WriteLine(app.Urls.Single());
await Console.In.ReadToEndAsync();
await app.StopAsync();
