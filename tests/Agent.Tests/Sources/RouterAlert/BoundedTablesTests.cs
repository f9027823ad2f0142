using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Agent.Sources.RouterAlert;

namespace RouterAlertAssurance.Agent.Tests.Sources.RouterAlert;

/// <summary>Tables that hold only so much, whatever comes.</summary>
public sealed class BoundedTablesTests
{
    private static readonly Gen<int[]> Values = Gen.Choose(0, 300).ArrayOf(2000);

    [Fact]
    public void SeriesTable_AnyKeys_LosesNoneAndHoldsSoMany() =>
        Prop.ForAll(Values.ToArbitrary(), values =>
        {
            var table = new SeriesTable<PacketKey>(16, 10, key => key.Rest);
            foreach (var value in values)
            {
                var key = new PacketKey(false, (ushort)(value % 3 == 0 ? 46 : 253), value / 2);
                table.Of(key, key.IsUsual).Count++;
            }

            var usual = new PacketKey(false, 46, 0);
            table.Tallies.Values.Sum(tally => tally.Count).ShouldBe(values.Length);
            table.Tallies.Count.ShouldBeLessThanOrEqualTo(17);
            (table.Tallies.GetValueOrDefault(usual)?.Count ?? 0).ShouldBe(values.Count(value => value % 3 == 0 && value / 2 == 0));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void TalkerTable_AnySenders_TellsNoMoreThanTheySent() =>
        Prop.ForAll(Values.ToArbitrary(), values =>
        {
            var table = new TalkerTable();
            foreach (var value in values)
            {
                table.Add([10, 0, 0, (byte)value], 46);
            }

            var sent = values.GroupBy(value => (byte)value).ToDictionary(same => same.Key, same => same.LongCount());
            var told = table.Heaviest().ToList();
            told.Count.ShouldBe(Math.Min(32, sent.Count));
            told.ShouldAllBe(talker => talker.Count <= sent[talker.Source.GetAddressBytes()[3]]);
            // Who sent more than its share of the places is among them (the guarantee of space-saving).
            sent.Where(sender => sender.Value > values.Length / 32).Select(sender => sender.Key)
                .ShouldBeSubsetOf(told.Select(talker => talker.Source.GetAddressBytes()[3]));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void TalkerTable_SendersOfTheSameRate_KeepTheirOrder()
    {
        var table = new TalkerTable();
        var told = new HashSet<string>();
        for (var packet = 0; packet < 16 * 500; packet++)
        {
            table.Add([10, 0, 0, (byte)(packet % 16)], 46);
            if (packet % 1000 == 999)
            {
                table.Tick(packet / 1000);
                told.Add(string.Join(' ', table.Heaviest().Take(8).Select(talker => talker.Source)));
            }
        }

        told.ShouldHaveSingleItem();
        table.Add([10, 0, 0, 99], 46);
        table.Heaviest().Last().Source.ToString().ShouldBe("10.0.0.99");
    }
}
