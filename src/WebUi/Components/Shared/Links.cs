using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.WebUi.Components.Shared;

/// <summary>Addresses of pages, so that every page can be linked to.</summary>
internal static class Links
{
    public static string Service(string type, string name) => $"services/{Uri.EscapeDataString(type)}/{Uri.EscapeDataString(name)}";

    public static string Subservice(SubserviceReference reference)
    {
        if (reference.Type == SubserviceId.ServiceInstanceType && reference.Id.Split('/') is [var type, var name])
        {
            return Service(type, name);
        }

        return $"subservices/{Uri.EscapeDataString(reference.Type)}/{string.Join('/', reference.Id.Split('/').Select(Uri.EscapeDataString))}";
    }

    public static string Device(string name) => $"devices/{Uri.EscapeDataString(name)}";
}
