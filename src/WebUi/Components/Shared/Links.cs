using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.WebUi.Components.Shared;

/// <summary>Addresses of pages, so that every page can be linked to.</summary>
internal static class Links
{
    public static string Service(string type, string name) => $"services/{Uri.EscapeDataString(type)}/{Uri.EscapeDataString(name)}";

    /// <summary>The page of a service with a node of its graph standing out (its <see cref="NodeKey"/>), or with the graph of an earlier time.</summary>
    public static string ServiceGraph(string type, string name, string? node, string? at)
    {
        string?[] query = [at is null ? null : $"at={Uri.EscapeDataString(at)}", node is null ? null : $"node={Uri.EscapeDataString(node)}"];
        var text = string.Join('&', query.OfType<string>());
        return text.Length == 0 ? Service(type, name) : $"{Service(type, name)}?{text}";
    }

    public static string Subservice(SubserviceReference reference)
    {
        if (reference.Type == SubserviceId.ServiceInstanceType && reference.Id.Split('/') is [var type, var name])
        {
            return Service(Uri.UnescapeDataString(type), Uri.UnescapeDataString(name));
        }

        return $"subservices/{Uri.EscapeDataString(reference.Type)}/{string.Join('/', reference.Id.Split('/').Select(Uri.EscapeDataString))}";
    }

    /// <summary>
    /// The subservice an address of <see cref="Subservice"/> names; null when it names none. Read from the address as it was sent, since routing
    /// decodes twice and would turn <c>%252F</c> into a slash.
    /// </summary>
    public static SubserviceReference? SubserviceIn(string address)
    {
        const string Folder = "/subservices/";
        var path = address.Split('?', '#')[0];
        var start = path.IndexOf(Folder, StringComparison.Ordinal);
        return start >= 0 && path[(start + Folder.Length)..].Split('/', 2) is [var type, var id]
            ? new SubserviceReference(Uri.UnescapeDataString(type), string.Join('/', id.Split('/').Select(Uri.UnescapeDataString)))
            : null;
    }

    public static string Device(string name) => $"devices/{Uri.EscapeDataString(name)}";

    /// <summary>The page about Router Alert, of one device.</summary>
    public static string RouterAlert(string device) => $"router-alert?device={Uri.EscapeDataString(device)}";

    /// <summary>Whether a text of a package is an address that may become a link: of the web, and nothing that runs.</summary>
    public static bool IsWeb(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
}
