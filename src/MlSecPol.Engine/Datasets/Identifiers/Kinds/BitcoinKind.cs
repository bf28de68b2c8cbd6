namespace MlSecPol.Engine.Datasets.Identifiers.Kinds;

/// <summary>Bitcoin address: Base58Check with version 0 or 5, or Bech32 and Bech32m (BIP 173, 350).</summary>
internal sealed class BitcoinKind() : IdentifierKind("bitcoin", "Bitcoin addresses")
{
    public override IdentifierSubject Subject => IdentifierSubject.Device;

    /// <summary>Four bytes of a double SHA-256, or six characters of 32.</summary>
    internal override double Chance => 2.4e-10;

    internal override string Words => "bitcoin btc btcaddress bitcoinaddress ~wallet walletaddress";
}
