using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dispatch.Ledger.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RatingsAndBalances : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "rating",
                table: "orders",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "balance_at",
                table: "elders",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "ended_at",
                table: "asked_vendors",
                type: "INTEGER",
                nullable: true);

            // Orders and elders that were there before: balances are as they stand now.
            migrationBuilder.Sql(
                """
                UPDATE orders SET rating = json_extract(document, '$.review.rating') WHERE json_extract(document, '$.review') IS NOT NULL;
                UPDATE elders SET balance_at = CAST(strftime('%s', 'now') AS INTEGER) * 1000;
                """);

            migrationBuilder.CreateIndex(
                name: "IX_orders_region_window_from_vendor_id_rating",
                table: "orders",
                columns: new[] { "region", "window_from", "vendor_id", "rating" },
                filter: "rating IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_asked_vendors_ended_at",
                table: "asked_vendors",
                column: "ended_at",
                filter: "ended_at IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_orders_region_window_from_vendor_id_rating",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "IX_asked_vendors_ended_at",
                table: "asked_vendors");

            migrationBuilder.DropColumn(
                name: "rating",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "balance_at",
                table: "elders");

            migrationBuilder.DropColumn(
                name: "ended_at",
                table: "asked_vendors");
        }
    }
}
