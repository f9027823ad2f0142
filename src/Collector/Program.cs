Console.Error.WriteLine("raa Collector: nothing to run yet.");
return 1;
