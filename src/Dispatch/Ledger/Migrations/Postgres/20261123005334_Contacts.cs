using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dispatch.Ledger.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Contacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "contact_phones",
                columns: table => new
                {
                    phone = table.Column<string>(type: "text", nullable: false),
                    elder_id = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_contact_phones", x => new { x.phone, x.elder_id });
                });

            // Elders who were there before.
            migrationBuilder.Sql(
                """
                INSERT INTO contact_phones (phone, elder_id)
                SELECT DISTINCT contact ->> 'Phone', elders.id FROM elders, jsonb_array_elements(contacts::jsonb) AS contact;
                """);

            migrationBuilder.CreateIndex(
                name: "IX_contact_phones_elder_id",
                table: "contact_phones",
                column: "elder_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "contact_phones");
        }
    }
}
