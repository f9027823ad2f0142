using System.Diagnostics;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.EndToEnd.Tests.Harness;

/// <summary>The network and the product that assures it, one of each for all tests. Built when the first test asks for it.</summary>
public sealed class AssuredLab : IAsyncDisposable
{
    /// <summary>The service that the lab's inventory defines.</summary>
    internal const string Blue = "tunnel/blue";

    /// <summary>What the issue demands of a fresh start.</summary>
    internal static readonly TimeSpan HealthyLimit = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan CalmTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan CalmLimit = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _home = new();
    private NetworkLab? _network;
    private Product? _product;
    private Task? _start;

    internal Product Product => _product ?? throw new InvalidOperationException("Call ReadyAsync first.");

    internal Api Api => Product.Api;

    /// <summary>From the start of the product to the tunnel at 100; null when that did not come within twice the limit.</summary>
    internal TimeSpan? TimeToHealthy { get; private set; }

    /// <summary>Skips the test where the lab cannot be; otherwise brings everything up, once.</summary>
    internal Task ReadyAsync()
    {
        Requirement.Lab();
        Requirement.Command("nft", "nftables");
        Requirement.Command("jq", "jq");
        Requirement.Command("nsenter", "util-linux");
        Requirement.Postgres();
        return _start ??= StartAsync();
    }

    /// <summary>Waits until the tunnel, all it depends on and every other service are healthy, and the tunnel has been so for a moment: nothing of the test before is left.</summary>
    internal async Task CalmAsync()
    {
        await ReadyAsync();
        if (TimeToHealthy is null)
        {
            await ExpectAsync(() => NotCalmAsync(TimeSpan.Zero), TimeSpan.FromSeconds(1), "the tunnel never became healthy after the start");
        }

        await ExpectAsync(() => NotCalmAsync(CalmTime), CalmLimit, "the tunnel does not become healthy");
    }

    /// <summary>Switches a fault on; it goes off with the answer.</summary>
    internal static async Task<ActiveFault> FaultAsync(string name)
    {
        var fault = new ActiveFault(name);
        try
        {
            await fault.OnAsync();
            return fault;
        }
        catch
        {
            await fault.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Asks until nothing is missing, and returns how long that took. After the limit it fails with what is still missing, the graph and the
    /// product's logs. What comes too late fails as well: the last question must have been asked in time.
    /// </summary>
    internal async Task<TimeSpan> ExpectAsync(Func<Task<IReadOnlyList<string>>> missing, TimeSpan limit, string failure)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var asked = clock.Elapsed;
            var left = await missing();
            if (left.Count == 0)
            {
                return clock.Elapsed;
            }

            if (asked > limit)
            {
                throw new TimeoutException($"After {clock.Elapsed.TotalSeconds:F1} s {failure}:\n  {string.Join("\n  ", left)}\n{await DescribeAsync()}");
            }

            await Task.Delay(50);
        }
    }

    /// <summary>The nodes of all services, each once.</summary>
    internal async Task<IReadOnlyList<NodeHealth>> NodesAsync()
    {
        var services = await Api.GetAsync("/api/v1/services", ContractsJson.Default.PageServiceItem);
        var graphs = await Task.WhenAll(services.Items.Select(item => Api.GraphAsync($"{item.Type}/{item.Name}")));
        return [.. graphs.SelectMany(graph => graph.Nodes).DistinctBy(Node.NameOf)];
    }

    /// <summary>A line for each service that is not at 100.</summary>
    internal async Task<IReadOnlyList<string>> IllServicesAsync()
    {
        try
        {
            var services = await Api.GetAsync("/api/v1/services", ContractsJson.Default.PageServiceItem);
            return [.. services.Items.Where(item => item.Score != 100).Select(item => $"{item.Type}/{item.Name} is at {item.Score}: {item.TopCause}")];
        }
        catch (HttpRequestException)
        {
            return ["the services cannot be read"];
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_product is not null)
        {
            await _product.DisposeAsync();
        }

        if (_network is not null)
        {
            await _network.DisposeAsync();
        }

        _home.Dispose();
    }

    private async Task StartAsync()
    {
        // The database's own user must be able to get in.
        File.SetUnixFileMode(_home.Path, (UnixFileMode)Convert.ToInt32("711", 8));
        _product = new Product(_home.Path, NetworkLab.Inventory);
        _network = await NetworkLab.UpAsync(_product.PidFolder, _product.RunDirectory, Path.Combine(_product.Data, "run"));
        var clock = Stopwatch.StartNew();
        await _product.StartAsync();
        while (TimeToHealthy is null && clock.Elapsed < 2 * HealthyLimit)
        {
            await Task.Delay(100);
            TimeToHealthy = (await NotCalmAsync(TimeSpan.Zero)).Count == 0 ? clock.Elapsed : null;
        }
    }

    private async Task<IReadOnlyList<string>> NotCalmAsync(TimeSpan since)
    {
        var graph = await GraphAsync();
        var service = graph?.Nodes.FirstOrDefault(node => Node.NameOf(node) == Node.Blue);
        if (service is null)
        {
            return ["the collector has no graph of the service"];
        }

        var age = TimeProvider.System.GetUtcNow() - service.Status.Since;
        IReadOnlyList<string> ill = [.. Node.Ill(graph!), .. await IllServicesAsync()];
        return ill.Count > 0 ? ill : age < since ? [$"its score is 100 since {age.TotalSeconds:F1} s only"] : [];
    }

    private async Task<HealthGraph?> GraphAsync()
    {
        try
        {
            return await Api.GraphAsync(Blue);
        }
        catch (HttpRequestException)
        {
            // Not there yet, or just being killed by a test.
            return null;
        }
    }

    private async Task<string> DescribeAsync()
    {
        var graph = await GraphAsync();
        return $"{(graph is null ? "no graph" : string.Join('\n', graph.Nodes.Select(Node.Describe)))}\n{Product.Logs()}";
    }
}
