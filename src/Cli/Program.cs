using RouterAlertAssurance.Cli.Commands;

return await RaaCommand.Create().Parse(args).InvokeAsync();
