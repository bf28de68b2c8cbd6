using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace MlSecPol.Engine.Datasets.Files.Access;

/// <summary>Owner and access list of a file on Windows, by the documented interfaces of the framework. Not run by this project's own tests, which have no Windows.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsAccess
{
    private const FileSystemRights Reading = FileSystemRights.ReadData;
    private const FileSystemRights Writing = FileSystemRights.WriteData | FileSystemRights.AppendData | FileSystemRights.Delete | FileSystemRights.ChangePermissions | FileSystemRights.TakeOwnership;

    private static readonly WellKnownSidType[] World =
        [WellKnownSidType.WorldSid, WellKnownSidType.AuthenticatedUserSid, WellKnownSidType.BuiltinUsersSid, WellKnownSidType.AnonymousSid, WellKnownSidType.BuiltinGuestsSid, WellKnownSidType.InteractiveSid, WellKnownSidType.NetworkSid];

    private static readonly WellKnownSidType[] Administration = [WellKnownSidType.LocalSystemSid, WellKnownSidType.BuiltinAdministratorsSid, WellKnownSidType.CreatorOwnerSid];

    internal static AccessFacts Read(string path)
    {
        var security = new FileInfo(path).GetAccessControl(AccessControlSections.Access | AccessControlSections.Owner);
        var owner = security.GetOwner(typeof(SecurityIdentifier)) as SecurityIdentifier;
        var rights = new Dictionary<SecurityIdentifier, (FileSystemRights Allowed, FileSystemRights Denied)>();
        foreach (FileSystemAccessRule rule in security.GetAccessRules(includeExplicit: true, includeInherited: true, typeof(SecurityIdentifier)))
        {
            if (rule.IdentityReference is not SecurityIdentifier who || who == owner || IsOneOf(who, Administration)) continue;
            var (allowed, denied) = rights.GetValueOrDefault(who);
            rights[who] = rule.AccessControlType == AccessControlType.Allow ? (allowed | rule.FileSystemRights, denied) : (allowed, denied | rule.FileSystemRights);
        }

        return new AccessFacts
        {
            Owner = owner is null ? null : NameOf(owner),
            OwnerId = owner?.Value,
            Trustees =
            [
                .. rights.OrderBy(p => p.Key.Value, StringComparer.Ordinal)
                    .Select(p => (Who: p.Key, Rights: p.Value.Allowed & ~p.Value.Denied))
                    .Where(p => (p.Rights & (Reading | Writing)) != 0)
                    .Select(p => new Trustee(NameOf(p.Who) ?? p.Who.Value, IsOneOf(p.Who, World), (p.Rights & Reading) != 0, (p.Rights & Writing) != 0, IsListed: true)),
            ],
        };
    }

    private static bool IsOneOf(SecurityIdentifier who, WellKnownSidType[] types) => types.Any(who.IsWellKnown);

    private static string? NameOf(SecurityIdentifier who)
    {
        try
        {
            return who.Translate(typeof(NTAccount)).Value;
        }
        catch (Exception e) when (e is IdentityNotMappedException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
