using System.Collections;
using System.Runtime.InteropServices;
using System.Text;

namespace RouterAlertAssurance.Agent;

/// <summary>
/// What keeps an agent small on a host that has other work to do. The runtime takes these settings from the environment alone, before any of
/// our code runs.
/// </summary>
public static partial class SmallProcess
{
    /// <summary>Settings of the .NET runtime and of the C library, by environment variable. An operator's own value comes first.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // One heap, given back early, instead of one for each core.
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_GCHeapAffinitizeMask"] = "1",
        ["DOTNET_GCConserveMemory"] = "7",
        ["DOTNET_GCgen0size"] = "0x400000",
        ["DOTNET_TieredPGO"] = "0",
        // Maps generated code twice otherwise.
        ["DOTNET_EnableWriteXorExecute"] = "0",
        // Workers that spin for more work took half of an idle agent's processor time.
        ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
    };

    /// <summary>Begins the program once more, as the same process, when a setting is missing; otherwise returns at once.</summary>
    public static void Begin()
    {
        var variables = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
        var missing = Environment.Where(setting => !variables.ContainsKey(setting.Key)).ToArray();
        if (missing.Length == 0 || !OperatingSystem.IsLinux())
        {
            return;
        }

        string?[] arguments = [.. Encoding.UTF8.GetString(File.ReadAllBytes("/proc/self/cmdline"))[..^1].Split('\0'), null];
        _ = Execute(System.Environment.ProcessPath ?? "/proc/self/exe", arguments, [.. variables.Concat(missing).Select(variable => $"{variable.Key}={variable.Value}"), null]);
        // Still here: the system did not allow it. The agent works as well, only larger.
    }

    [LibraryImport("libc", EntryPoint = "execve", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(string path, string?[] arguments, string?[] environment);
}
