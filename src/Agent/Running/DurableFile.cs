using System.Runtime.InteropServices;

namespace RouterAlertAssurance.Agent.Running;

/// <summary>Files that are whole after a crash.</summary>
internal static partial class DurableFile
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Replaces a file: either the old or the new content is there, and the new one once this returns.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What it holds from now on.</param>
    /// <param name="isSecret">Whether nobody but the owner may read it, at no time.</param>
    public static void Write(string path, ReadOnlySpan<byte> content, bool isSecret = false)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var temporary = path + ".new";
        if (isSecret)
        {
            // What a crash left behind would keep its mode.
            File.Delete(temporary);
        }

        using (var file = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = isSecret ? OwnerAlone : null }))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        SyncFolder(folder);
    }

    /// <summary>Makes created, renamed and deleted names in a folder last.</summary>
    public static void SyncFolder(string folder)
    {
        var descriptor = Open(folder, ReadOnly | Directory_ | CloseOnExec);
        if (descriptor >= 0)
        {
            // Some file systems refuse to sync a folder; there is nothing to be done about it then.
            _ = Sync(descriptor);
            _ = Close(descriptor);
        }
    }

    private const int ReadOnly = 0, Directory_ = 0x10000, CloseOnExec = 0x80000;

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
