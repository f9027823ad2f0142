using RouterAlertAssurance.Collector;

return await CollectorSetup.RunAsync(args);
