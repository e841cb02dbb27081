using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dispatch.Ledger.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Lookups : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_orders_region_is_ended",
                table: "orders");

            migrationBuilder.AddColumn<string>(
                name: "series",
                table: "orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "asked_vendors",
                columns: table => new
                {
                    vendor_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_asked_vendors", x => new { x.vendor_id, x.number });
                });

            // Orders that were there before.
            migrationBuilder.Sql(
                """
                UPDATE orders SET series = coalesce(json_extract(document, '$.terms.seriesId'), json_extract(document, '$.terms.requestId'))
                WHERE json_extract(document, '$.terms.recurrence') IS NOT NULL;
                INSERT INTO asked_vendors (vendor_id, number)
                SELECT DISTINCT json_extract(offer.value, '$.vendorId'), number FROM orders, json_each(document, '$.offers') AS offer
                WHERE NOT is_ended;
                """);

            migrationBuilder.CreateIndex(
                name: "IX_orders_region_is_ended_lane_window_from",
                table: "orders",
                columns: new[] { "region", "is_ended", "lane", "window_from" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_region_is_ended_series",
                table: "orders",
                columns: new[] { "region", "is_ended", "series" },
                filter: "series IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_orders_region_window_from_vendor_id_state",
                table: "orders",
                columns: new[] { "region", "window_from", "vendor_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_asked_vendors_number",
                table: "asked_vendors",
                column: "number");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "asked_vendors");

            migrationBuilder.DropIndex(
                name: "IX_orders_region_is_ended_lane_window_from",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "IX_orders_region_is_ended_series",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "IX_orders_region_window_from_vendor_id_state",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "series",
                table: "orders");

            migrationBuilder.CreateIndex(
                name: "IX_orders_region_is_ended",
                table: "orders",
                columns: new[] { "region", "is_ended" });
        }
    }
}
