using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace RouterAlertAssurance.Hosting.Logging;

/// <summary>Logging of a service: one line per message on standard error, UTC times, the framework only from Warning on.</summary>
public static class LoggingSetup
{
    /// <summary>Sets up logging; <paramref name="level"/> is for our own categories.</summary>
    public static void AddRaaLogging(this WebApplicationBuilder builder, LogLevel level)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Logging.AddRaaConsole(level);
    }

    /// <summary>The same logging for what runs before or without a web application.</summary>
    public static ILoggingBuilder AddRaaConsole(this ILoggingBuilder logging, LogLevel level)
    {
        ArgumentNullException.ThrowIfNull(logging);
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("RouterAlertAssurance", level);
        // These repeat, at Error, what RunRaaAsync prints in one line or what the problem middleware already logged.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // Says at every start that the dashboard's keys are not encrypted: they are readable for their owner alone, like the database beside them.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.ColorBehavior = Console.IsErrorRedirected ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default;
        });
        // Standard output belongs to what a command prints.
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return logging;
    }
}
