using RouterAlertAssurance.Cli.Commands;

return await RaaProgram.RunAsync(args);
