using System.Collections.Frozen;
using MlSecPol.Engine.Datasets.Identifiers.Kinds;
using MlSecPol.Engine.Datasets.Identifiers.Kinds.AfricaMiddleEast;
using MlSecPol.Engine.Datasets.Identifiers.Kinds.Americas;
using MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;
using MlSecPol.Engine.Datasets.Identifiers.Kinds.Britain;
using MlSecPol.Engine.Datasets.Identifiers.Kinds.EasternEurope;
using MlSecPol.Engine.Datasets.Identifiers.Kinds.Germany;
using MlSecPol.Engine.Datasets.Identifiers.Kinds.Nordic;
using MlSecPol.Engine.Datasets.Identifiers.Kinds.WesternEurope;
using MlSecPol.Engine.Datasets.Identifiers.Kinds.Worldwide;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>All kinds of identifiers. A new one is a class and its place in this list.</summary>
public static class IdentifierKinds
{
    /// <summary>E-mail addresses.</summary>
    public static IdentifierKind Email { get; } = new EmailKind();

    /// <summary>Numbers of payment cards.</summary>
    public static IdentifierKind PaymentCard { get; } = new PaymentCardKind();

    /// <summary>International bank account numbers.</summary>
    public static IdentifierKind Iban { get; } = new IbanKind();

    /// <summary>Internet addresses of version 4.</summary>
    public static IdentifierKind Ipv4 { get; } = new Ipv4Kind();

    /// <summary>Internet addresses of version 6.</summary>
    public static IdentifierKind Ipv6 { get; } = new Ipv6Kind();

    /// <summary>Social security numbers of the United States.</summary>
    public static IdentifierKind UsSsn { get; } = new UsSsnKind();

    /// <summary>Telephone numbers.</summary>
    public static IdentifierKind Phone { get; } = new PhoneKind();

    /// <summary>Addresses of network devices.</summary>
    public static IdentifierKind Mac { get; } = new MacKind();

    /// <summary>Addresses of pages.</summary>
    public static IdentifierKind Url { get; } = new UrlKind();

    /// <summary>Bitcoin addresses.</summary>
    public static IdentifierKind Bitcoin { get; } = new BitcoinKind();

    /// <summary>Ethereum addresses.</summary>
    public static IdentifierKind Ethereum { get; } = new EthereumKind();

    /// <summary>Names of persons.</summary>
    public static IdentifierKind PersonName { get; } = new PersonNameKind();

    /// <summary>Postal addresses.</summary>
    public static IdentifierKind PostalAddress { get; } = new PostalAddressKind();

    /// <summary>Dates of birth.</summary>
    public static IdentifierKind BirthDate { get; } = new BirthDateKind();

    private static readonly IdentifierKind[] Kinds =
    [
        Email, PaymentCard, Iban, Ipv4, Ipv6, UsSsn, Phone, Mac, Url, Bitcoin, Ethereum, PersonName, PostalAddress, BirthDate,
        // Worldwide.
        new Imei(), new Vin(), new Lei(), new Isin(), new Bic(), new DateOrTime(),
        // Americas.
        new UsTaxpayerNumber(), new UsPassport(), new UsBankAccount(), new UsDriverLicense(), new UsRoutingNumber(), new UsMedicalLicense(),
        new UsProviderNumber(), new UsMedicareBeneficiary(), new CanadianInsuranceNumber(), new BrazilianCpf(), new BrazilianCnpj(),
        new MexicanCurp(), new MexicanTaxNumber(), new ChileanRut(), new ArgentineCuit(),
        // Britain.
        new UkHealthNumber(), new UkInsuranceNumber(), new UkPassport(), new UkPostcode(), new UkDrivingLicence(), new UkVehicle(),
        // Germany.
        new GermanTaxId(), new GermanVatId(), new GermanPensionNumber(), new GermanHealthInsurance(), new GermanDoctorNumber(), new GermanPassport(),
        new GermanIdCard(), new GermanPracticeNumber(), new GermanTaxNumber(), new GermanVehicle(), new GermanCompanyRegister(),
        new GermanDrivingLicence(), new GermanPostcode(),
        // Southern and western Europe.
        new FrenchNir(), new FrenchSiren(), new FrenchSiret(), new FrenchVat(), new DutchBsn(), new BelgianNationalNumber(),
        new PortugueseTaxNumber(), new AustrianInsuranceNumber(), new SwissInsuranceNumber(), new SpanishNif(), new SpanishNie(),
        new SpanishPassport(), new ItalianFiscalCode(), new ItalianVat(), new ItalianDrivingLicence(), new ItalianPassport(),
        new ItalianIdentityCard(), new IrishPps(),
        // Nordic.
        new FinnishIdentityCode(), new SwedishPersonalNumber(), new SwedishOrganisation(), new DanishCpr(), new NorwegianBirthNumber(),
        new IcelandicKennitala(),
        // Eastern Europe and Turkey.
        new PolishPesel(), new PolishTaxNumber(), new RussianPersonTaxNumber(), new RussianCompanyTaxNumber(), new RussianSnils(), new RomanianCnp(),
        new CzechBirthNumber(), new EstonianCode(), new LithuanianCode(), new LatvianCode(), new BulgarianEgn(), new GreekAmka(),
        new HungarianTaxNumber(), new HungarianPersonTaxNumber(), new CroatianOib(), new YugoslavJmbg(), new TurkishIdentityNumber(),
        new TurkishVehicle(),
        // Asia and the Pacific.
        new AustralianAbn(), new AustralianAcn(), new AustralianTfn(), new AustralianMedicare(), new IndianAadhaar(), new IndianPan(),
        new IndianPassport(), new IndianVoter(), new IndianVehicle(), new IndianGstin(), new SingaporeNric(), new SingaporeUen(),
        new ThaiIdentityNumber(), new KoreanResidentNumber(), new KoreanForeignerNumber(), new KoreanBusinessNumber(), new KoreanDriverLicense(),
        new KoreanPassport(), new PhilippineTin(), new ChineseIdentityNumber(), new JapaneseMyNumber(), new JapaneseCorporateNumber(),
        new TaiwaneseBusinessNumber(), new TaiwaneseIdentityNumber(), new HongKongIdentityCard(),
        // Africa and the Middle East.
        new SouthAfricanId(), new NigerianNin(), new NigerianVehicle(), new IsraeliIdentityNumber(),
    ];

    private static readonly FrozenDictionary<string, IdentifierKind> ById = Number().ToFrozenDictionary(k => k.Id, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every kind: those with rules of their own first, then those that are one token.</summary>
    public static IReadOnlyList<IdentifierKind> All => Kinds;

    /// <summary>The kind of a name; null when there is none.</summary>
    public static IdentifierKind? Find(string id) => ById.GetValueOrDefault(id);

    private static IdentifierKind[] Number()
    {
        for (var i = 0; i < Kinds.Length; i++) Kinds[i].Place(i);
        return Kinds;
    }
}
