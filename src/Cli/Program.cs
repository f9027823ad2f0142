Console.Error.WriteLine("raa: nothing to run yet.");
return 1;
