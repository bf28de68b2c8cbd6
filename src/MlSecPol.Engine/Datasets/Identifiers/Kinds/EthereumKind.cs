namespace MlSecPol.Engine.Datasets.Identifiers.Kinds;

/// <summary>Ethereum address: 40 hexadecimal digits behind 0x; where capitals and small letters are mixed they are the checksum of EIP-55.</summary>
internal sealed class EthereumKind() : IdentifierKind("ethereum", "Ethereum addresses")
{
    public override IdentifierSubject Subject => IdentifierSubject.Device;

    internal override double FormEvidence => 0.85;

    internal override string Words => "ethereum ~eth ethaddress ethereumaddress ~wallet walletaddress";
}
