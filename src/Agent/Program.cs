using RouterAlertAssurance.Agent;
using RouterAlertAssurance.Hosting;

var host = RaaWebHost.CreateBuilder(new RaaHostOptions("agent", args) { Sections = AgentSetup.Options() });
if (host.ExitCode is { } code)
{
    return code;
}

host.Services.AddAgent();
await using var app = host.Build();
app.MapAgent();
return await app.RunRaaAsync();
