Console.Error.WriteLine("raa Agent: nothing to run yet.");
return 1;
