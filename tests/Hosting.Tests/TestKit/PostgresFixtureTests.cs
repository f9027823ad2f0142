using RouterAlertAssurance.TestKit;
using RouterAlertAssurance.TestKit.Postgres;

namespace RouterAlertAssurance.Hosting.Tests.TestKit;

public sealed class PostgresFixtureTests(PostgresFixture fixture) : IClassFixture<PostgresFixture>
{
    [Fact]
    public void ConnectionString_OnFreshDatabase_Answers()
    {
        var parts = fixture.ConnectionString.Split(';').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);

        var answer = Command.Run(
            Path.Combine(PostgresServer.FindBinaries()!, "psql"),
            ["-h", parts["Host"], "-U", parts["Username"], "-d", parts["Database"], "-Atc", "create table t (a int); select count(*) from t"]);

        answer.ShouldEndWith("0\n");
    }

    [Fact]
    public void CreateDatabase_Twice_GivesTwoDatabases()
    {
        Requirement.Postgres();
        PostgresFixture.CreateDatabase().ShouldNotBe(PostgresFixture.CreateDatabase());
    }
}
