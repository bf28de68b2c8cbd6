namespace MlSecPol.Engine.Datasets.Identifiers.Kinds;

/// <summary>Internet address of version 6 (RFC 4291).</summary>
internal sealed class Ipv6Kind() : IdentifierKind("ipv6", "IPv6 addresses")
{
    internal override string Words => "ipv6";
}
