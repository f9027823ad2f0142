using RouterAlertAssurance.Orchestrator.Probes;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Orchestrator.Tests.Probes;

public sealed class ProbeSecretTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private string Secret => Path.Combine(_folder.Path, "orchestrator", "probe-secret");

    [Fact]
    public void ReadOrCreate_Again_IsTheSameSecret()
    {
        var first = ProbeSecret.ReadOrCreate(Secret);

        first.Length.ShouldBe(32);
        first.Distinct().Count().ShouldBeGreaterThan(8);
        ProbeSecret.ReadOrCreate(Secret).ShouldBe(first);
    }

    [Fact]
    public void ReadOrCreate_AnyFile_IsTheOwnersAlone()
    {
        ProbeSecret.ReadOrCreate(Secret);
        File.GetUnixFileMode(Secret).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(Secret, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        ProbeSecret.ReadOrCreate(Secret);

        File.GetUnixFileMode(Secret).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(Path.GetDirectoryName(Secret)!).ShouldBe([Secret]);
    }

    [Fact]
    public void ReadOrCreate_ACutFile_IsRefusedWithItsName()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Secret)!);
        File.WriteAllBytes(Secret, new byte[31]);

        Should.Throw<InvalidDataException>(() => ProbeSecret.ReadOrCreate(Secret)).Message.ShouldContain(Secret);
    }

    public void Dispose() => _folder.Dispose();
}
