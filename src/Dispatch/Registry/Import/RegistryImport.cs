using Dispatch.Ledger;
using Microsoft.EntityFrameworkCore;
using YamlDotNet.Core;

namespace Dispatch.Registry.Import;

/// <summary>
/// Brings elders, vendors and operators in from files: elders, vendors and operators, each .csv or .yaml, in one folder. A wrong row is
/// reported and left out, the rest is kept; an id that is known already is updated.
/// </summary>
public sealed class RegistryImport
{
    private static readonly string[] Names = ["elders", "vendors", "operators"];
    private static readonly string[] Extensions = [".csv", ".yaml", ".yml"];

    private readonly LedgerDatabase database;
    private readonly ImportWords words;
    private readonly IReadOnlySet<string> services;
    private readonly TimeProvider time;

    internal RegistryImport(LedgerDatabase database, ImportWords words, IReadOnlySet<string> services, TimeProvider time)
    {
        this.time = time;
        this.database = database;
        this.words = words;
        this.services = services;
    }

    /// <param name="folder">Holds one to three of the files.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder, or none of the files is in it.</exception>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<ImportReport> ImportAsync(string folder, CancellationToken cancellation)
    {
        if (!Names.Any(name => PathOf(folder, name) is not null))
        {
            throw new DirectoryNotFoundException($"{folder} holds none of the files elders, vendors and operators (.csv or .yaml)");
        }

        var elders = Read(folder, "elders", ElderRow.Read, elder => elder.Id);
        var vendors = Read(folder, "vendors", row => VendorRow.Read(row, services), vendor => vendor.Id);
        var operators = Read(folder, "operators", OperatorRow.Read, person => person.Id);
        return await database.ReadAsync(
            async (context, token) =>
            {
                var report = new ImportReport(
                    await SaveAsync(context, elders, elder => elder.Id, Settle, token),
                    await SaveAsync(context, vendors, vendor => vendor.Id, (_, vendor) => vendor, token),
                    await SaveAsync(context, operators, person => person.Id, (_, person) => person, token),
                    [.. elders.Problems, .. vendors.Problems, .. operators.Problems]);
                await IndexAsync(context, elders.Sound, vendors.Sound, token);
                await context.SaveChangesAsync(token);
                return report;
            },
            cancellation);
    }

    /// <summary>True where nobody has been imported yet.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<bool> IsEmptyAsync(CancellationToken cancellation) => database.ReadAsync(
        async (context, token) => !await context.Elders.AnyAsync(token) && !await context.Vendors.AnyAsync(token) && !await context.Operators.AnyAsync(token),
        cancellation);

    private Table<T> Read<T>(string folder, string name, Func<RowReader, T> read, Func<T, string> idOf)
    {
        var sound = new Dictionary<string, T>();
        var problems = new List<string>();
        var refused = 0;
        foreach (var row in RowsOf(folder, name, problems))
        {
            var reader = new RowReader(row, words);
            if (row.Fault is { } fault)
            {
                reader.Note(fault, "-");
            }
            else if (read(reader) is var entry && reader.IsSound && !sound.TryAdd(idOf(entry), entry))
            {
                reader.Note("twice", "id");
            }

            refused += reader.IsSound ? 0 : 1;
            problems.AddRange(reader.Problems);
        }

        return new Table<T>([.. sound.Values], refused, problems);
    }

    private List<SourceRow> RowsOf(string folder, string name, List<string> problems)
    {
        var path = PathOf(folder, name);
        try
        {
            return path is null ? [] : [.. path.EndsWith(".csv", StringComparison.Ordinal) ? CsvRows.Read(path, words) : YamlRows.Read(path, words)];
        }
        catch (YamlException broken)
        {
            var place = new SourceRow(Path.GetFileName(path!), (int)broken.Start.Line, new Dictionary<string, Cell>());
            problems.Add(words.Say("not-yaml", place, "-", new Cell(broken.Message, (int)broken.Start.Column)));
            return [];
        }
    }

    private static string? PathOf(string folder, string name) =>
        Extensions.Select(extension => Path.Combine(folder, name + extension)).FirstOrDefault(File.Exists);

    /// <summary>Balances without the day on which they were settled are settled now, unless they are those that are known already.</summary>
    private Elder Settle(Elder? before, Elder elder) => elder switch
    {
        _ when elder.BalanceAt != default => elder,
        _ when before is not null && before.VoucherFen == elder.VoucherFen && before.SubsidisedHours == elder.SubsidisedHours => elder with { BalanceAt = before.BalanceAt },
        _ => elder with { BalanceAt = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds()) },
    };

    /// <param name="complete">Makes the entry that is kept from the one that is known, or null, and the one that was read.</param>
    private static async Task<ImportCount> SaveAsync<T>(
        LedgerContext context,
        Table<T> table,
        Func<T, string> idOf,
        Func<T?, T, T> complete,
        CancellationToken cancellation)
        where T : class
    {
        var known = (await context.Set<T>().ToListAsync(cancellation)).ToDictionary(idOf);
        var added = 0;
        var updated = 0;
        foreach (var entry in table.Sound)
        {
            if (known.TryGetValue(idOf(entry), out var before))
            {
                var tracked = context.Entry(before);
                tracked.CurrentValues.SetValues(complete(before, entry));
                updated += tracked.State is EntityState.Modified ? 1 : 0;
            }
            else
            {
                context.Add(complete(null, entry));
                added++;
            }
        }

        return new ImportCount(added, updated, table.Sound.Count - added - updated, table.Refused);
    }

    /// <summary>The rows by which an elder is found by phone and a vendor by service are made anew.</summary>
    private static async Task IndexAsync(LedgerContext context, IReadOnlyList<Elder> elders, IReadOnlyList<Vendor> vendors, CancellationToken cancellation)
    {
        var vendorIds = vendors.Select(vendor => vendor.Id).ToHashSet();
        var services = vendors.SelectMany(vendor => vendor.Services.Distinct().Select(service => new VendorService(vendor.Region, service, vendor.Id))).ToHashSet();
        var oldServices = (await context.VendorServices.ToListAsync(cancellation)).Where(row => vendorIds.Contains(row.VendorId)).ToHashSet();
        await ElderIndex.RenewAsync(context, elders, cancellation);
        context.RemoveRange(oldServices.Except(services));
        context.AddRange(services.Except(oldServices));
    }

    private sealed record Table<T>(IReadOnlyList<T> Sound, int Refused, IReadOnlyList<string> Problems);
}
