Console.Error.WriteLine("raa Orchestrator: nothing to run yet.");
return 1;
