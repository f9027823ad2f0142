Console.Error.WriteLine("raa WebUi: nothing to run yet.");
return 1;
