using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch;

/// <summary>Joins the desk to a host.</summary>
public static class DispatchServices
{
    /// <summary>
    /// Registers <see cref="DispatchDesk"/>, the ledger, the registry, the queue and their workers. The host brings
    /// <see cref="ISmsSender"/>, <see cref="IPhoneLine"/> and <see cref="TimeProvider"/>.
    /// </summary>
    /// <param name="configuration">Sections Redis, Ledger and Dispatch.</param>
    public static IServiceCollection AddDispatch(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services.AddSingleton<DispatchDesk>();
    }
}
