using Dispatch.Alarms;
using Dispatch.Audit;
using Dispatch.Escalations;
using Dispatch.FollowUps;
using Dispatch.Ledger;
using Dispatch.Messages;
using Dispatch.Offers;
using Dispatch.Orders;
using Dispatch.Queue;
using Dispatch.Registry;
using Dispatch.Screens;
using Dispatch.Summonses;
using Dispatch.Wording;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch;

/// <summary>Joins the desk to a host.</summary>
public static class DispatchServices
{
    /// <summary>
    /// Registers <see cref="DispatchDesk"/>, <see cref="ServiceCatalogue"/>, <see cref="VendorRanking"/>, <see cref="OrderClocks"/>, <see cref="ScreenBook"/>, the ledger, the registry, the queue and their workers. The host brings
    /// <see cref="ISmsSender"/>, <see cref="IPhoneLine"/>, <see cref="TimeProvider"/> and logging.
    /// </summary>
    /// <param name="configuration">Sections Redis, Ledger and Dispatch, and Data:Path for what is kept in files.</param>
    public static IServiceCollection AddDispatch(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings(configuration)
        .AddLedger(configuration)
        .AddQueue()
        .AddOffers()
        .AddSummonses()
        .AddAlarms()
        .AddEscalations()
        .AddSingleton(provider => new DispatchDesk(
            provider.GetRequiredService<OrderDesk>(),
            provider.GetRequiredService<VendorDesk>(),
            provider.GetRequiredService<DeliveryReports>(),
            provider.GetRequiredService<SummonsDesk>(),
            provider.GetRequiredService<AlarmDesk>(),
            provider.GetRequiredService<AlarmReplies>(),
            provider.GetRequiredService<SeriesKeeper>(),
            provider.GetRequiredService<FollowUpDesk>(),
            provider.GetRequiredService<DispatchQueue>()))
        .AddHostedService<QueueWorker>()
        .AddHostedService<Reconciler>()
        .AddHostedService<SummonsWatch>()
        .AddHostedService(provider => provider.GetRequiredService<AlarmRecorder>())
        .AddHostedService<AlarmWatch>();

    private static IServiceCollection AddSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddChecked<RedisOptions>(configuration.GetSection("Redis"))
            .PostConfigure(redis => redis.Data = redis.Data.Length > 0 ? redis.Data : Path.Combine(configuration["Data:Path"] ?? ".voicecare", "redis"));
        services.AddChecked<QueueOptions>(configuration.GetSection("Dispatch:Queue"));
        services.AddChecked<DispatchOptions>(configuration.GetSection("Dispatch"))
            .PostConfigure(dispatch => dispatch.UseSampleRegionIfEmpty());
        return services;
    }

    private static OptionsBuilder<T> AddChecked<T>(this IServiceCollection services, IConfigurationSection section)
        where T : class
    {
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<T>>().Value);
        return services.AddOptions<T>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
    }

    private static IServiceCollection AddQueue(this IServiceCollection services) => services
        .AddSingleton<RedisStore>()
        .AddSingleton<EmbeddedGarnet>()
        .AddHostedService<RedisHost>()
        .AddSingleton<DispatchQueue>()
        .AddSingleton(provider => new StateShelf(provider.GetRequiredService<RedisStore>()))
        .AddSingleton(provider => new StateLog(provider.GetRequiredService<RedisStore>()))
        .AddSingleton(provider => new LiveWire(provider.GetRequiredService<RedisStore>()))
        .AddSingleton(provider => new LedgerNews(provider.GetRequiredService<EventLedger>(), provider.GetRequiredService<LiveWire>()))
        .AddSingleton(provider => new ScreenBook(
            provider.GetRequiredService<EventLedger>(),
            provider.GetRequiredService<LedgerNews>(),
            provider.GetRequiredService<AuditTrail>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddHostedService(provider => provider.GetRequiredService<LedgerNews>());

    private static IServiceCollection AddOffers(this IServiceCollection services) => services
        .AddSingleton(_ => OfferPolicy.Load())
        .AddSingleton(_ => new ServiceCatalogue())
        .AddSingleton<ReplyReader>()
        .AddSingleton<HeardMessages>()
        .AddSingleton<MessageLog>()
        .AddSingleton<Outbox>()
        .AddSingleton<DeliveryReports>()
        .AddSingleton<UnreachedDesk>()
        .AddSingleton(provider => new VendorRanking(
            provider.GetRequiredService<OrderBook>(),
            provider.GetRequiredService<ElderDirectory>(),
            provider.GetRequiredService<VendorDirectory>(),
            provider.GetRequiredService<ServiceCatalogue>(),
            provider.GetRequiredService<OfferPolicy>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new OrderClocks(
            provider.GetRequiredService<OrderBook>(), provider.GetRequiredService<OfferPolicy>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<OrderDispatcher>()
        .AddSingleton<IErrandRunner>(provider => provider.GetRequiredService<Outbox>())
        .AddSingleton<IErrandRunner>(provider => provider.GetRequiredService<MessageLog>())
        .AddSingleton<IErrandRunner>(provider => provider.GetRequiredService<DeliveryReports>())
        .AddSingleton<IErrandRunner>(provider => provider.GetRequiredService<UnreachedDesk>())
        .AddSingleton<IErrandRunner>(provider => provider.GetRequiredService<OrderDispatcher>())
        .AddSingleton<IErrandRunner>(provider => provider.GetRequiredService<VendorDesk>())
        .AddSingleton<OrderDesk>()
        .AddSingleton<SeriesKeeper>()
        .AddSingleton<VendorDesk>()
        .AddSingleton<FollowUpDesk>()
        .AddSingleton<Phrases>()
        .AddSingleton<OrderTidings>();

    private static IServiceCollection AddEscalations(this IServiceCollection services) => services
        .AddSingleton(_ => EscalationPolicy.Load())
        .AddSingleton<MissedCallers>()
        .AddSingleton<IErrandRunner>(provider => provider.GetRequiredService<MissedCallers>())
        .AddSingleton(provider => new EscalationDesk(
            provider.GetRequiredService<OrderDesk>(),
            provider.GetRequiredService<OrderBook>(),
            provider.GetRequiredService<MissedCallers>(),
            provider.GetRequiredService<EscalationPolicy>(),
            provider.GetRequiredService<DispatchOptions>(),
            provider.GetRequiredService<TimeProvider>()));

    private static IServiceCollection AddAlarms(this IServiceCollection services) => services
        .AddSingleton(_ => AlarmLadders.Load())
        .AddSingleton(_ => AlarmReplyWords.Load())
        .AddSingleton<AlarmPeople>()
        .AddSingleton<AlarmWords>()
        .AddSingleton<AlarmRinger>()
        .AddSingleton<AlarmBook>()
        .AddSingleton<AlarmRecorder>()
        .AddSingleton<AlarmDispatcher>()
        .AddSingleton<AlarmMerger>()
        .AddSingleton<AlarmReplies>()
        .AddSingleton(provider => new AlarmDesk(
            provider.GetRequiredService<AlarmBook>(),
            provider.GetRequiredService<AlarmDispatcher>(),
            provider.GetRequiredService<AlarmLadders>(),
            provider.GetRequiredService<AlarmPeople>(),
            provider.GetRequiredService<DispatchOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<AlarmDesk>>()))
        .AddSingleton<IErrandRunner>(provider => provider.GetRequiredService<AlarmDispatcher>());

    private static IServiceCollection AddSummonses(this IServiceCollection services) => services
        .AddSingleton(_ => Ladders.Load())
        .AddSingleton<RegistryMemory>()
        .AddSingleton<Rescuers>()
        .AddSingleton<SummonsWords>()
        .AddSingleton<SummonsRinger>()
        .AddSingleton<SummonsBook>()
        .AddSingleton<SummonsDesk>()
        .AddSingleton<IErrandRunner>(provider => provider.GetRequiredService<SummonsDesk>());
}
