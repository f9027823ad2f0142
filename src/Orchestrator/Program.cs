using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.Orchestrator;

var options = new OrchestratorOptions();
var host = RaaWebHost.CreateBuilder(new RaaHostOptions("orchestrator", args) { Sections = [options.ToSection()] });
if (host.ExitCode is { } code)
{
    return code;
}

host.Services.AddOrchestrator(options);
await using var app = host.Build();
app.MapOrchestrator();
return await app.RunRaaAsync();
