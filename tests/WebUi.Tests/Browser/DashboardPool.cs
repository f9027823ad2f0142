using System.Collections.Concurrent;
using RouterAlertAssurance.WebUi.Tests.Fakes;

namespace RouterAlertAssurance.WebUi.Tests.Browser;

/// <summary>Dashboards over fake backends that one test after the other uses, each alone: to start both takes longer than most tests.</summary>
internal sealed class DashboardPool : IAsyncDisposable
{
    private readonly ConcurrentBag<Served> _free = [];

    /// <summary>A dashboard of this network, as if it had just been started.</summary>
    public async Task<Served> RentAsync(FakeNetwork network)
    {
        if (_free.TryTake(out var used))
        {
            used.Backend.Serve(network);
            used.Dashboard.Forget();
            return used;
        }

        var backend = new FakeBackend(network);
        await backend.StartAsync();
        return new Served(backend, await Dashboard.StartAsync(backend.Endpoint), this);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var served in _free)
        {
            await served.EndAsync();
        }
    }

    /// <summary>A dashboard and its backend; given back when it is disposed, unless the test stopped a part of it.</summary>
    internal sealed record Served(FakeBackend Backend, Dashboard Dashboard, DashboardPool Pool) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (Backend.HasAlwaysRun && Dashboard.HasAlwaysRun)
            {
                Pool._free.Add(this);
            }
            else
            {
                await EndAsync();
            }
        }

        internal async Task EndAsync()
        {
            await Dashboard.DisposeAsync();
            await Backend.DisposeAsync();
        }
    }
}
