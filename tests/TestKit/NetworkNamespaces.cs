using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace RouterAlertAssurance.TestKit;

/// <summary>
/// Network namespaces of a test, called by their parts. They are gone when disposed, and at the latest when the process ends: of what fails while it is made, nothing is disposed.
/// </summary>
public sealed partial class NetworkNamespaces : IDisposable
{
    private const int NetworkNamespace = 0x40000000;
    private static readonly ConcurrentDictionary<string, NetworkNamespaces> Left = RemovedAtTheEnd();
    private readonly string _name = "raa-" + Guid.NewGuid().ToString("N")[..8];

    /// <summary>Makes them, with nothing in them. Needs root and iproute2.</summary>
    /// <param name="parts">What they are called.</param>
    public NetworkNamespaces(params IEnumerable<string> parts)
    {
        Requirement.Root();
        Requirement.Command("ip", "iproute2");
        foreach (var part in parts)
        {
            Command.Run("ip", ["netns", "add", NameOf(part)]);
            Left[NameOf(part)] = this;
        }
    }

    /// <summary>The name by which ip-netns(8) knows one.</summary>
    public string NameOf(string part) => $"{_name}-{part}";

    /// <summary>Runs a command in one and returns its standard output; throws with its standard error when it fails.</summary>
    public string In(string part, params string[] command) => Command.Run("ip", ["netns", "exec", NameOf(part), .. command]);

    /// <summary>Runs ip(8) for one.</summary>
    public string Ip(string part, params string[] arguments) => Command.Run("ip", ["-n", NameOf(part), .. arguments]);

    /// <summary>Does something on a thread of one, which ends afterwards; what it opens there stays there.</summary>
    public T Inside<T>(string part, Func<T> action) => InsideNamed(NameOf(part), action);

    /// <summary>Likewise in the namespace of a name.</summary>
    public static T InsideNamed<T>(string name, Func<T> action)
    {
        T? result = default;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                Enter(name);
                result = action();
            }
            catch (Exception thrown)
            {
                failure = thrown;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return result!;
    }

    /// <summary>Takes the calling thread into the namespace of a name, for good: it is to be one of the test's own.</summary>
    public static void Enter(string name)
    {
        using var handle = File.OpenHandle($"/run/netns/{name}");
        if (SetNamespace((int)handle.DangerousGetHandle(), NetworkNamespace) != 0)
        {
            throw new InvalidOperationException($"cannot enter the namespace {name}: error {Marshal.GetLastPInvokeError()}");
        }
    }

    public void Dispose()
    {
        foreach (var name in Left.Where(pair => pair.Value == this).Select(pair => pair.Key))
        {
            Left.TryRemove(name, out _);
            Command.Run("ip", ["netns", "del", name]);
        }
    }

    private static ConcurrentDictionary<string, NetworkNamespaces> RemovedAtTheEnd()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            foreach (var left in Left.Values.Distinct())
            {
                left.Dispose();
            }
        };
        return new(StringComparer.Ordinal);
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(int descriptor, int kind);
}
