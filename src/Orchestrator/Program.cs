using RouterAlertAssurance.Orchestrator;

return await OrchestratorSetup.RunAsync(args);
