using System.Net.Sockets;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Heuristics.Tests.Loading;

/// <summary>What a folder can hold beside files is refused, and never waited for or read without end.</summary>
public sealed class PackageFolderTests : IDisposable
{
    private const string Package = "package: small\nversion: 1.0.0\nrevision: 2026-01-31\n";

    private readonly TemporaryDirectory _folder = new();

    public PackageFolderTests() => _folder.Write("small/p.yaml", Package);

    private string Folder => _folder.Combine("small");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_NamedPipe_IsRefusedWithoutWaitingForAWriter()
    {
        Command.Run("mkfifo", [_folder.Combine("small", "zz.yaml")]);

        Errors().ShouldBe([$"{Folder}/zz.yaml: is a named pipe, not a regular file (a package is made of regular files and links to them; remove it, or put a file in its place)"]);
    }

    [Theory]
    [InlineData("/dev/zero", "is a device, not a regular file")]
    [InlineData("pipe", "is a named pipe, not a regular file")]
    [InlineData("zz.yaml", "the file cannot be read: ")]
    [InlineData("nowhere", "the file cannot be read: ")]
    public void Read_LinkToWhatIsNoFile_IsRefused(string target, string message)
    {
        Command.Run("mkfifo", [_folder.Combine("small", "pipe")]);
        File.CreateSymbolicLink(_folder.Combine("small", "zz.yaml"), target);

        Errors().ShouldHaveSingleItem().ShouldStartWith($"{Folder}/zz.yaml: {message}");
    }

    [Fact]
    public void Read_Socket_IsRefused()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder.Combine("small", "zz.yaml")));

        Errors().ShouldHaveSingleItem().ShouldStartWith($"{Folder}/zz.yaml: is a socket, not a regular file");
    }

    [Fact]
    public void Read_LinkToAFile_IsRead()
    {
        File.Move(_folder.Combine("small", "p.yaml"), _folder.Combine("elsewhere.yaml"));
        File.CreateSymbolicLink(_folder.Combine("small", "p.yaml"), "../elsewhere.yaml");

        PackageLoader.LoadDirectory(Folder).Package!.Name.ShouldBe("small");
    }

    [Fact]
    public void Read_FileThatSaysItIsEmpty_IsReadToItsEnd()
    {
        // Files of /proc have the size 0 and hold something all the same.
        File.CreateSymbolicLink(_folder.Combine("small", "status.yaml"), "/proc/self/status");

        PackageFolder.Read(Folder).Files.Single(file => file.Path == "status.yaml").Text.ShouldStartWith("Name:");
    }

    [Fact]
    public void Read_LinksToFolders_AreNotFollowed()
    {
        File.CreateSymbolicLink(_folder.Combine("small", "a"), ".");
        File.CreateSymbolicLink(_folder.Combine("small", "b"), ".");

        Errors().ShouldBe([
            $"{Folder}/a: a link to a folder is not followed (put the folder here itself, or links to its files)",
            $"{Folder}/b: a link to a folder is not followed (put the folder here itself, or links to its files)"]);
    }

    [Fact]
    public void Read_TooLargeFile_IsRefused()
    {
        _folder.Write("small/q.yaml", new string('#', YamlReader.MaximumSize + 1));

        Errors().ShouldBe([$"{Folder}/q.yaml:1:1: the file is larger than 1 MiB (spread it over several files)"]);
    }

    [Fact]
    public void Read_TooManyOctetsOrFiles_AreRefused()
    {
        foreach (var i in Enumerable.Range(0, 4))
        {
            _folder.Write($"small/{i}.yaml", new string('#', YamlReader.MaximumSize));
        }

        Errors().ShouldBe([$"{Folder}: the files together are larger than 4 MiB (split the package, and let one part require the other)"]);

        foreach (var i in Enumerable.Range(0, 64))
        {
            _folder.Write($"small/{i}.yaml", "");
        }

        Errors().ShouldBe([$"{Folder}: the package has 65 files, and 64 are allowed (put several types into one file)"]);
    }

    [Fact]
    public void Read_EmptyFolder_SaysWhichOne()
    {
        File.Delete(_folder.Combine("small", "p.yaml"));

        Errors().ShouldBe([$"{Folder}: the folder holds no .yaml file (add one, or remove the folder)"]);
        CatalogBuild.Of([PackageSource.Read(Folder)]).Refused.ShouldHaveSingleItem().Errors.ShouldHaveSingleItem().File.ShouldBe(Folder);
    }

    private List<string> Errors() => [.. PackageLoader.LoadDirectory(Folder).Errors.Select(error => error.ToString())];
}
