using MlSecPol.Engine.Policy;
using Xunit;

namespace MlSecPol.Engine.Tests.Policy;

/// <summary>Mappings to other frameworks: their number, and that every id exists in the framework's own numbering.</summary>
public sealed class MappingTests
{
    private const string Tags = "OWASP AI Exchange";

    private static readonly (string ControlId, FrameworkMapping Mapping)[] All =
        [.. PolicyCatalogue.Current.Controls.SelectMany(c => c.Mappings.Select(m => (c.ControlId, m)))];

    // Highest number of each family of NIST SP 800-53 revision 5 (5.2.0).
    private static readonly Dictionary<string, int> Families = new(StringComparer.Ordinal)
    {
        ["AC"] = 25,
        ["AT"] = 6,
        ["AU"] = 16,
        ["CA"] = 9,
        ["CM"] = 14,
        ["CP"] = 13,
        ["IA"] = 13,
        ["IR"] = 10,
        ["MA"] = 7,
        ["MP"] = 8,
        ["PE"] = 23,
        ["PL"] = 11,
        ["PM"] = 32,
        ["PS"] = 9,
        ["PT"] = 8,
        ["RA"] = 10,
        ["SA"] = 24,
        ["SC"] = 51,
        ["SI"] = 23,
        ["SR"] = 12,
    };

    [Fact]
    public void There_are_581_rows_and_40_tags()
    {
        var rows = All.Where(r => r.Mapping.Framework != Tags).Select(r => r.Mapping).ToArray();
        Assert.Equal(581, rows.Length);
        Assert.Equal((323, 199, 59), (Count(MappingConfidence.High), Count(MappingConfidence.Medium), Count(MappingConfidence.Low)));
        Assert.Equal(40, All.Length - rows.Length);

        int Count(MappingConfidence confidence) => rows.Count(m => m.Confidence == confidence);
    }

    [Theory]
    [InlineData("NIST AI RMF 1.0", 53)]
    [InlineData("ISO/IEC 27001:2022 Annex A", 86)]
    [InlineData("ISO/IEC 42001:2023", 56)]
    [InlineData("EU AI Act (2024/1689)", 53)]
    [InlineData("NIST SP 800-53 r5", 112)]
    [InlineData("MITRE ATLAS mitigation", 45)]
    [InlineData("OWASP ML Top 10 2023", 30)]
    [InlineData("GDPR", 45)]
    [InlineData("HIPAA 45 CFR", 41)]
    [InlineData("PCI DSS 4.0", 60)]
    public void Rows_split_over_the_frameworks(string framework, int rows) => Assert.Equal(rows, All.Count(r => r.Mapping.Framework == framework));

    [Theory]
    [InlineData("offline-id-list", 536)]
    [InlineData("known-article-absent-from-offline-list", 4)]
    [InlineData("not-verified-offline", 41)]
    [InlineData("design-reference", 40)]
    public void Verification_is_told(string verification, int rows) => Assert.Equal(rows, All.Count(r => r.Mapping.Verification == verification));

    [Fact]
    public void Tags_marked_as_near_have_medium_confidence() => Assert.Equal(
        ["DS1 #CONF COMPUTE", "DS2 #MODEL ACCESS CONTROL", "DS6 #SUPPLY CHAIN MANAGE", "PS4 #CONF COMPUTE"],
        All.Where(r => r.Mapping.Framework == Tags && r.Mapping.Confidence == MappingConfidence.Medium).Select(r => $"{r.ControlId} {r.Mapping.ClauseId}"),
        StringComparer.Ordinal);

    [Fact]
    public void No_row_stands_twice() =>
        Assert.Equal(All.Length, All.DistinctBy(r => (r.ControlId, r.Mapping.Framework, r.Mapping.ClauseId)).Count());

    [Fact]
    public void Every_clause_exists_in_its_framework() => Assert.All(All, r => Assert.True(Exists(r.Mapping), r.Mapping.ToString()));

    [Fact]
    public void The_lists_of_clauses_have_their_published_lengths() => Assert.Equal((72, 93, 38), (AiRmf.Length, AnnexA27001.Length, AnnexA42001.Length));

    private static string[] AiRmf => [.. Numbered("GOVERN ", 7, 3, 2, 3, 2, 2), .. Numbered("MAP ", 6, 3, 5, 2, 2), .. Numbered("MEASURE ", 3, 13, 3, 3), .. Numbered("MANAGE ", 4, 4, 2, 3)];

    private static string[] AnnexA27001 => [.. Run("A.5.", 1, 37), .. Run("A.6.", 1, 8), .. Run("A.7.", 1, 14), .. Run("A.8.", 1, 34)];

    private static string[] AnnexA42001 =>
    [
        .. Run("A.2.", 2, 4), .. Run("A.3.", 2, 3), .. Run("A.4.", 2, 6), .. Run("A.5.", 2, 5), .. Run("A.6.1.", 2, 3), .. Run("A.6.2.", 2, 8),
        .. Run("A.7.", 2, 6), .. Run("A.8.", 2, 5), .. Run("A.9.", 2, 4), .. Run("A.10.", 2, 4),
    ];

    // Of ISO/IEC 42001 the clauses of the main text are mapped besides Annex A; laws and PCI DSS are held to their articles and requirements.
    private static bool Exists(FrameworkMapping m) => m.Framework switch
    {
        "NIST AI RMF 1.0" => AiRmf.Contains(m.ClauseId, StringComparer.Ordinal),
        "ISO/IEC 27001:2022 Annex A" => AnnexA27001.Contains(m.ClauseId, StringComparer.Ordinal),
        "ISO/IEC 42001:2023" => AnnexA42001.Contains(m.ClauseId, StringComparer.Ordinal) || Within(m.ClauseId, string.Empty, 4, 10),
        "EU AI Act (2024/1689)" => Within(m.ClauseId, "Art. ", 1, 113),
        "NIST SP 800-53 r5" => Families.TryGetValue(m.ClauseId[..2], out var last) && Within(m.ClauseId, m.ClauseId[..2] + "-", 1, last),
        "MITRE ATLAS mitigation" => Within(m.ClauseId, "AML.M", 0, 34) && m.ClauseId.Length == "AML.M0000".Length,
        "OWASP ML Top 10 2023" => Within(m.ClauseId, "ML", 1, 10) && m.ClauseId.Length == "ML01".Length,
        "GDPR" => Within(m.ClauseId, "Art. ", 1, 99),
        "HIPAA 45 CFR" => Within(m.ClauseId, "164.", 302, 534),
        "PCI DSS 4.0" => Within(m.ClauseId, string.Empty, 1, 12),
        Tags => m.ClauseId.StartsWith('#') && m.ClauseId.Skip(1).All(c => char.IsAsciiLetterUpper(c) || c == ' '),
        _ => false,
    };

    private static bool Within(string clause, string prefix, int first, int last)
    {
        if (!clause.StartsWith(prefix, StringComparison.Ordinal)) return false;
        var digits = clause[prefix.Length..].TakeWhile(char.IsAsciiDigit).ToArray();
        return int.TryParse(digits, out var number) && number >= first && number <= last;
    }

    private static IEnumerable<string> Numbered(string prefix, params int[] counts) => counts.SelectMany((count, i) => Run($"{prefix}{i + 1}.", 1, count));

    private static IEnumerable<string> Run(string prefix, int first, int last) => Enumerable.Range(first, last - first + 1).Select(n => $"{prefix}{n}");
}
