using RouterAlertAssurance.Agent;

return await AgentSetup.RunAsync(args);
