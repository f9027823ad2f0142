using RouterAlertAssurance.Collector;
using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.Hosting.Endpoints;

var host = RaaWebHost.CreateBuilder(new RaaHostOptions("collector", args)
{
    Settings = new HostSettings { Listen = [ServiceEndpoint.Parse("http://127.0.0.1:8412")] },
    Sections = CollectorOptions.Sections(),
});
if (host.ExitCode is { } code)
{
    return code;
}

host.Services.AddCollector();
await using var app = host.Build();
app.MapCollector();
return await app.RunRaaAsync();
