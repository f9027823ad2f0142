using Microsoft.AspNetCore.Hosting.StaticWebAssets;

namespace RouterAlertAssurance.WebUi;

/// <summary>
/// The dashboard's files. The build lists them in two manifests beside the program: of the dashboard itself, or of the program it is part of when
/// that is a web project. They are named after an assembly, while our hosts are named after services, so they are looked for here.
/// </summary>
internal static class StaticFiles
{
    private const string Endpoints = "staticwebassets.endpoints.json";
    private const string Runtime = "staticwebassets.runtime.json";

    public static void Use(WebApplicationBuilder builder)
    {
        // Without the runtime manifest (built, not published) every file answers 200 with no bytes outside the Development environment.
        if (Find(Runtime) is { } manifest)
        {
            builder.WebHost.UseSetting(WebHostDefaults.StaticWebAssetsKey, manifest);
            StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        }
    }

    public static void Map(WebApplication app) => app.MapStaticAssets(Find(Endpoints));

    private static string? Find(string kind) =>
        new[] { Environment.ProcessPath is { } program ? Path.GetFileNameWithoutExtension(program) : null, typeof(StaticFiles).Assembly.GetName().Name }
            .OfType<string>()
            .Select(name => Path.Combine(AppContext.BaseDirectory, $"{name}.{kind}"))
            .FirstOrDefault(File.Exists);
}
