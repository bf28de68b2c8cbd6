namespace MlSecPol.Engine.Datasets.Identifiers.Kinds;

/// <summary>Address of a network device (IEEE 802, 48 bits), written in pairs with colons or hyphens, or in three groups of four.</summary>
internal sealed class MacKind() : IdentifierKind("mac-address", "network device addresses (MAC)")
{
    public override IdentifierSubject Subject => IdentifierSubject.Device;

    internal override double FormEvidence => 0.85;

    internal override string Words => "mac macaddress macaddr hwaddr hardwareaddress bssid wifimac bluetoothaddress ethernetaddress";
}
