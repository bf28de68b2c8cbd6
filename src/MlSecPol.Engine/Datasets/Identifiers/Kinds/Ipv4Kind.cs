namespace MlSecPol.Engine.Datasets.Identifiers.Kinds;

/// <summary>Internet address of version 4.</summary>
internal sealed class Ipv4Kind() : IdentifierKind("ipv4", "IPv4 addresses")
{
    internal override string Words => "ip ipaddress ipaddr ipv4 ipadresse adresseip";
}
