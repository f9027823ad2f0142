namespace RouterAlertAssurance.Cli.Probing;

/// <summary>One line on a terminal that says what is being done, and is gone in the end; nothing where standard error is no terminal.</summary>
internal sealed class ProgressLine(TextWriter error) : IProgress<string>, IDisposable
{
    private const string Erase = "\r\u001b[K";
    private readonly bool _isTerminal = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;
    private bool _isShown;

    public void Report(string value)
    {
        if (_isTerminal)
        {
            _isShown = true;
            error.Write($"{Erase}{value} ...");
            error.Flush();
        }
    }

    public void Dispose()
    {
        if (_isShown)
        {
            _isShown = false;
            error.Write(Erase);
            error.Flush();
        }
    }
}
