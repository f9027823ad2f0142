using RouterAlertAssurance.Probes.Responding;

namespace RouterAlertAssurance.Probes.Tests.Responding;

public sealed class KindObservationTests
{
    private readonly KindObservation _observation = new(4, TimeProvider.System);

    [Fact]
    public void ToResult_SeveralForms_HasAnExampleOfTheWorst()
    {
        _observation.Take(0, ArrivalForm.WithOption, 64, [1]);
        _observation.Take(1, ArrivalForm.WithoutOption, 64, [2]);
        _observation.Take(2, ArrivalForm.WithoutOption, 64, [3]);
        _observation.Take(3, ArrivalForm.WithOption, 64, [4]);

        _observation.ToResult().Example!.Octets.ShouldBe([2]);
    }

    [Fact]
    public void ToResult_NothingOrNoHeaders_HasNoExample()
    {
        _observation.ToResult().Example.ShouldBeNull();

        _observation.Take(0, ArrivalForm.WithOption, 64, []);

        _observation.ToResult().Example.ShouldBeNull();
    }

    [Fact]
    public void ToResult_PacketLongerThanAnyProbe_IsNoExample()
    {
        _observation.Take(0, ArrivalForm.WithOption, 64, new byte[SeenPacket.Longest + 1]);

        _observation.ToResult().Example.ShouldBeNull();
    }
}
