using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RouterAlertAssurance.Orchestrator.Storage.Entities;

namespace RouterAlertAssurance.Orchestrator.Storage.Configurations;

internal sealed class ServiceRowConfiguration : IEntityTypeConfiguration<ServiceRow>
{
    public void Configure(EntityTypeBuilder<ServiceRow> builder)
    {
        builder.ToTable("services");
        builder.HasKey(row => new { row.Type, row.Name }).HasName("pk_services");
        builder.Property(row => row.Type).HasColumnName("type").HasMaxLength(100);
        builder.Property(row => row.Name).HasColumnName("name").HasMaxLength(100);
        builder.Property(row => row.Definition).HasColumnName("definition").HasColumnType("jsonb");
        builder.Property(row => row.Problems).HasColumnName("problems").HasColumnType("jsonb");
        builder.Property(row => row.Etag).HasColumnName("etag").HasMaxLength(64);
        builder.Property(row => row.Created).HasColumnName("created");
        builder.Property(row => row.Changed).HasColumnName("changed");
    }
}
