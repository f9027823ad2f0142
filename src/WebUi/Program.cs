using RouterAlertAssurance.WebUi;

return await WebUiSetup.RunAsync(args);
