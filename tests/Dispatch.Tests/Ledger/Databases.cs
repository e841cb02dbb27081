using Testing;

[assembly: AssemblyFixture(typeof(Dispatch.Tests.Ledger.Databases))]

namespace Dispatch.Tests.Ledger;

/// <summary>New, empty databases of either kind: a file in a temporary folder, or a database in one PostgreSQL that all tests share.</summary>
public sealed class Databases : IAsyncLifetime
{
    public const string Sqlite = "SQLite";
    public const string Postgres = "PostgreSQL";

    private readonly string folder = Directory.CreateTempSubdirectory("voicecare-ledger-").FullName;
    private PostgresServer? server;

    public async ValueTask InitializeAsync() =>
        server = PostgresServer.IsInstalled ? await PostgresServer.StartAsync(CancellationToken.None) : null;

    /// <returns>A connection string.</returns>
    public async Task<string> CreateAsync(string kind)
    {
        if (kind == Sqlite)
        {
            return $"Data Source={Path.Combine(folder, $"{Guid.NewGuid():N}.db")}";
        }

        Assert.SkipWhen(server is null, "PostgreSQL 15 is not installed: apt-get install postgresql");
        return await server!.CreateDatabaseAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }
}
