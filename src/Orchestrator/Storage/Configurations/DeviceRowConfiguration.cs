using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RouterAlertAssurance.Orchestrator.Storage.Entities;

namespace RouterAlertAssurance.Orchestrator.Storage.Configurations;

internal sealed class DeviceRowConfiguration : IEntityTypeConfiguration<DeviceRow>
{
    public void Configure(EntityTypeBuilder<DeviceRow> builder)
    {
        builder.ToTable("devices");
        builder.HasKey(row => row.Name).HasName("pk_devices");
        builder.Property(row => row.Name).HasColumnName("name").HasMaxLength(100);
        builder.Property(row => row.Definition).HasColumnName("definition").HasColumnType("jsonb");
        builder.Property(row => row.Etag).HasColumnName("etag").HasMaxLength(64);
        builder.Property(row => row.Created).HasColumnName("created");
        builder.Property(row => row.Changed).HasColumnName("changed");
    }
}
