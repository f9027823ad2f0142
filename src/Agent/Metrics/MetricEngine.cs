using System.Threading.Channels;
using RouterAlertAssurance.Contracts.Agents;

namespace RouterAlertAssurance.Agent.Metrics;

/// <summary>
/// Reads what is bound, once however many use it, from the preferred implementation that works. The values come out of <see cref="Readings"/>
/// in the order in which they were read.
/// </summary>
internal sealed partial class MetricEngine : BackgroundService, ISourceListener
{
    // A preferred implementation that failed is tried more slowly than the one in use.
    private const int ProbeSlowdown = 2;

    private readonly Lock _gate = new();
    private readonly MetricEngineOptions _options;
    private readonly ILogger<MetricEngine> _logger;
    private readonly Dictionary<string, SourceRunner> _runners;
    private readonly SemaphoreSlim _concurrency;
    private readonly Channel<FeedReading> _readings = Channel.CreateUnbounded<FeedReading>(new UnboundedChannelOptions { SingleReader = true });
    private Dictionary<FeedDefinition, MetricFeed> _feeds = [];
    private Dictionary<MetricRead, List<(MetricFeed Feed, int Index)>> _users = [];

    public MetricEngine(IEnumerable<IMetricSource> sources, MetricEngineOptions options, TimeProvider time, ILogger<MetricEngine> logger)
    {
        _options = options;
        _logger = logger;
        _concurrency = new SemaphoreSlim(options.Concurrency);
        _runners = sources.ToDictionary(
            source => source.Name, source => new SourceRunner(source, options, _concurrency, this, time, logger), StringComparer.Ordinal);
    }

    public ChannelReader<FeedReading> Readings => _readings.Reader;

    /// <summary>Called after each reading was queued.</summary>
    public Action? Delivered { get; set; }

    public IReadOnlyList<SourceState> SourceStates =>
        [.. _runners.Values.Select(runner => runner.State).OrderBy(state => state.Name, StringComparer.Ordinal)];

    public bool HasSource(string name) => _runners.ContainsKey(name);

    /// <summary>Reads these feeds from now on. A feed that was there before goes on with its value and its implementation.</summary>
    public IReadOnlyDictionary<FeedDefinition, MetricFeed> Bind(IEnumerable<FeedDefinition> definitions)
    {
        lock (_gate)
        {
            var feeds = new Dictionary<FeedDefinition, MetricFeed>();
            foreach (var definition in definitions)
            {
                feeds[definition] = _feeds.GetValueOrDefault(definition) ?? new MetricFeed(definition, _options.FailureLimit, _options.RecoveryReadings);
            }

            _feeds = feeds;
            _users = Users(feeds.Values);
            Reschedule();
            return feeds;
        }
    }

    /// <summary>Reads again at once; for a consumer that lost its state.</summary>
    public void ReadSoon(MetricFeed feed)
    {
        lock (_gate)
        {
            ReadActiveSoon(feed);
        }
    }

    public override void Dispose()
    {
        _concurrency.Dispose();
        base.Dispose();
    }

    void ISourceListener.Received(MetricRead read, in Reading reading)
    {
        lock (_gate)
        {
            if (!_users.TryGetValue(read, out var users))
            {
                return;
            }

            var switched = false;
            foreach (var (feed, index) in users)
            {
                switched |= Take(feed, index, reading);
            }

            if (switched)
            {
                Reschedule();
            }
        }
    }

    void ISourceListener.StreamBroke(string source)
    {
        lock (_gate)
        {
            foreach (var feed in _feeds.Values.Where(feed => ActiveRead(feed).Source == source))
            {
                if (feed.FallBack())
                {
                    LogFellBack(feed.Definition.Metric, ActiveRead(feed).Source);
                }
            }

            Reschedule();
        }
    }

    void ISourceListener.StreamConnected(string source)
    {
        lock (_gate)
        {
            _runners[source].ReadSoon(_users.Keys.Where(read => read.Source == source));
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_runners.Values.Select(runner => Task.Run(() => runner.RunAsync(stoppingToken), stoppingToken)));

    private static MetricRead ActiveRead(MetricFeed feed) => feed.Definition.Implementations[feed.Active].Read;

    private static Dictionary<MetricRead, List<(MetricFeed Feed, int Index)>> Users(IEnumerable<MetricFeed> feeds)
    {
        var users = new Dictionary<MetricRead, List<(MetricFeed Feed, int Index)>>();
        foreach (var feed in feeds)
        {
            for (var index = 0; index < feed.Definition.Implementations.Length; index++)
            {
                var read = feed.Definition.Implementations[index].Read;
                (users.TryGetValue(read, out var list) ? list : users[read] = []).Add((feed, index));
            }
        }

        return users;
    }

    private bool Take(MetricFeed feed, int index, in Reading reading)
    {
        var effect = feed.Take(index, reading.Sample);
        if (effect.HasFlag(FeedEffect.Delivered))
        {
            _readings.Writer.TryWrite(new FeedReading(feed, feed.Implementation, reading.Sample) { Series = reading.Series });
            Delivered?.Invoke();
        }

        if (!effect.HasFlag(FeedEffect.Switched))
        {
            return false;
        }

        LogFellBack(feed.Definition.Metric, ActiveRead(feed).Source);
        ReadActiveSoon(feed);
        return true;
    }

    private void ReadActiveSoon(MetricFeed feed)
    {
        if (_runners.TryGetValue(ActiveRead(feed).Source, out var runner))
        {
            runner.ReadSoon([ActiveRead(feed)]);
        }
    }

    /// <summary>Each source reads what is in use, and more slowly what would be preferred.</summary>
    private void Reschedule()
    {
        var wanted = _runners.Keys.ToDictionary(name => name, _ => new Dictionary<MetricRead, TimeSpan>(), StringComparer.Ordinal);
        foreach (var feed in _feeds.Values)
        {
            for (var index = 0; index <= feed.Active; index++)
            {
                var read = feed.Definition.Implementations[index].Read;
                var interval = index == feed.Active ? feed.Definition.Interval : feed.Definition.Interval * ProbeSlowdown;
                if (wanted.TryGetValue(read.Source, out var reads))
                {
                    reads[read] = reads.TryGetValue(read, out var known) && known < interval ? known : interval;
                }
            }
        }

        foreach (var (name, reads) in wanted)
        {
            _runners[name].Replace(reads);
        }
    }
}
