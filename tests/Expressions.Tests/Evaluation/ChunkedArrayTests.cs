using RouterAlertAssurance.Expressions.Evaluation;

namespace RouterAlertAssurance.Expressions.Tests.Evaluation;

public sealed class ChunkedArrayTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(16_384)]
    [InlineData(16_385)]
    [InlineData(100_000)]
    public void Extend_OneByOne_KeepsWhatIsThere(int count)
    {
        var array = new ChunkedArray<int>();
        for (var i = 0; i < count; i++)
        {
            array.Extend(i + 1);
            array[i] = i;
        }

        Enumerable.Range(0, count).Count(i => array[i] != i).ShouldBe(0);
        array.Length.ShouldBeInRange(count, Math.Max(64, count * 2));
        Should.Throw<ArgumentOutOfRangeException>(() => array[array.Length]);
    }

    [Fact]
    public void Extend_AtOnce_HasRoom()
    {
        var array = new ChunkedArray<byte>();
        array.Extend(50_000);

        array[49_999] = 7;

        array[49_999].ShouldBe((byte)7);
        array[0].ShouldBe((byte)0);
    }
}
