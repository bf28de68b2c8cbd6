namespace MlSecPol.Engine.Datasets.Identifiers.Kinds;

/// <summary>Social security number of the United States.</summary>
internal sealed class UsSsnKind() : IdentifierKind("us-ssn", "US social security numbers", "US")
{
    /// <summary>898 of 1,000 areas, 99 of 100 groups, 9,999 of 10,000 serials.</summary>
    internal override double Chance => 0.889;

    internal override string Words => "ssn socialsecurity socialsecuritynumber socsec";
}
