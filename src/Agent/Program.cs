using RouterAlertAssurance.Agent;

SmallProcess.Begin();
return await AgentSetup.RunAsync(args);
