using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dispatch.Ledger.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Begin : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "chains",
                columns: table => new
                {
                    region = table.Column<string>(type: "TEXT", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_chains", x => x.region);
                });

            migrationBuilder.CreateTable(
                name: "elder_phones",
                columns: table => new
                {
                    phone = table.Column<string>(type: "TEXT", nullable: false),
                    elder_id = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_elder_phones", x => new { x.phone, x.elder_id });
                });

            migrationBuilder.CreateTable(
                name: "elders",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    region = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    honorific = table.Column<string>(type: "TEXT", nullable: false),
                    gender = table.Column<string>(type: "TEXT", nullable: false),
                    birth_year = table.Column<int>(type: "INTEGER", nullable: false),
                    phones = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    area = table.Column<string>(type: "TEXT", nullable: false),
                    community = table.Column<string>(type: "TEXT", nullable: false),
                    location = table.Column<string>(type: "TEXT", nullable: true),
                    dialect = table.Column<string>(type: "TEXT", nullable: false),
                    care_tier = table.Column<string>(type: "TEXT", nullable: false),
                    contacts = table.Column<string>(type: "TEXT", nullable: false),
                    voucher_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    subsidised_hours = table.Column<decimal>(type: "TEXT", nullable: false),
                    payer_class = table.Column<string>(type: "TEXT", nullable: false),
                    preferred_vendor_ids = table.Column<string>(type: "TEXT", nullable: false),
                    refused_vendor_ids = table.Column<string>(type: "TEXT", nullable: false),
                    health_notes = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_elders", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "events",
                columns: table => new
                {
                    region = table.Column<string>(type: "TEXT", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    event_id = table.Column<string>(type: "TEXT", nullable: false),
                    subject_kind = table.Column<string>(type: "TEXT", nullable: false),
                    subject_id = table.Column<string>(type: "TEXT", nullable: false),
                    subject_version = table.Column<long>(type: "INTEGER", nullable: false),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    previous_hash = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_events", x => new { x.region, x.sequence });
                });

            migrationBuilder.CreateTable(
                name: "operators",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    region = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    phone = table.Column<string>(type: "TEXT", nullable: false),
                    hours = table.Column<string>(type: "TEXT", nullable: false),
                    is_supervisor = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_operators", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "orders",
                columns: table => new
                {
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    region = table.Column<string>(type: "TEXT", nullable: false),
                    elder_key = table.Column<string>(type: "TEXT", nullable: false),
                    elder_phone = table.Column<string>(type: "TEXT", nullable: false),
                    service = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    is_ended = table.Column<bool>(type: "INTEGER", nullable: false),
                    lane = table.Column<int>(type: "INTEGER", nullable: false),
                    window_from = table.Column<long>(type: "INTEGER", nullable: false),
                    accepted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    vendor_id = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    document = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "vendor_services",
                columns: table => new
                {
                    region = table.Column<string>(type: "TEXT", nullable: false),
                    service = table.Column<string>(type: "TEXT", nullable: false),
                    vendor_id = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_vendor_services", x => new { x.region, x.service, x.vendor_id });
                });

            migrationBuilder.CreateTable(
                name: "vendors",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    region = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    phone = table.Column<string>(type: "TEXT", nullable: false),
                    services = table.Column<string>(type: "TEXT", nullable: false),
                    areas = table.Column<string>(type: "TEXT", nullable: false),
                    hours = table.Column<string>(type: "TEXT", nullable: false),
                    qualifications = table.Column<string>(type: "TEXT", nullable: false),
                    daily_capacity = table.Column<int>(type: "INTEGER", nullable: false),
                    rating = table.Column<double>(type: "REAL", nullable: true),
                    location = table.Column<string>(type: "TEXT", nullable: true),
                    takes_sms = table.Column<bool>(type: "INTEGER", nullable: false),
                    takes_calls = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_vendors", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_elder_phones_elder_id",
                table: "elder_phones",
                column: "elder_id");

            migrationBuilder.CreateIndex(
                name: "IX_events_region_event_id",
                table: "events",
                columns: new[] { "region", "event_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_events_region_subject_kind_subject_id_subject_version",
                table: "events",
                columns: new[] { "region", "subject_kind", "subject_id", "subject_version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_operators_phone",
                table: "operators",
                column: "phone");

            migrationBuilder.CreateIndex(
                name: "IX_operators_region",
                table: "operators",
                column: "region");

            migrationBuilder.CreateIndex(
                name: "IX_orders_elder_key",
                table: "orders",
                column: "elder_key");

            migrationBuilder.CreateIndex(
                name: "IX_orders_elder_phone",
                table: "orders",
                column: "elder_phone");

            migrationBuilder.CreateIndex(
                name: "IX_orders_region_is_ended",
                table: "orders",
                columns: new[] { "region", "is_ended" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_vendor_id_window_from",
                table: "orders",
                columns: new[] { "vendor_id", "window_from" });

            migrationBuilder.CreateIndex(
                name: "IX_vendor_services_vendor_id",
                table: "vendor_services",
                column: "vendor_id");

            migrationBuilder.CreateIndex(
                name: "IX_vendors_phone",
                table: "vendors",
                column: "phone");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "chains");

            migrationBuilder.DropTable(
                name: "elder_phones");

            migrationBuilder.DropTable(
                name: "elders");

            migrationBuilder.DropTable(
                name: "events");

            migrationBuilder.DropTable(
                name: "operators");

            migrationBuilder.DropTable(
                name: "orders");

            migrationBuilder.DropTable(
                name: "vendor_services");

            migrationBuilder.DropTable(
                name: "vendors");
        }
    }
}
