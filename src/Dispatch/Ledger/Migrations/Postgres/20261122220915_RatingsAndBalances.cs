using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dispatch.Ledger.Migrations.Postgres
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
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "balance_at",
                table: "elders",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "ended_at",
                table: "asked_vendors",
                type: "bigint",
                nullable: true);

            // Orders and elders that were there before: balances are as they stand now.
            migrationBuilder.Sql(
                """
                UPDATE orders SET rating = (document::jsonb #>> '{review,rating}')::integer WHERE document::jsonb -> 'review' IS NOT NULL;
                UPDATE elders SET balance_at = extract(epoch FROM now())::bigint * 1000;
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
