namespace MlSecPol.Engine.Datasets.Identifiers.Kinds;

/// <summary>Address of a page or file (RFC 3986).</summary>
internal sealed class UrlKind() : IdentifierKind("url", "web addresses")
{
    public override IdentifierSubject Subject => IdentifierSubject.Group;

    internal override bool IsOnRequest => true;

    internal override double FormEvidence => 0.95;

    internal override string Words => "~url ~website ~homepage ~link";
}
