using MlSecPol.Engine.Policy;
using MlSecPol.Engine.Reports;

namespace MlSecPol.Engine.Tests.Reports;

/// <summary>Results to report: one of each status, and any number of random ones with hostile texts.</summary>
internal static class Specimens
{
    internal static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    internal static readonly string Root = OperatingSystem.IsWindows() ? @"C:\audit" : "/audit";

    private static readonly string[] Texts =
    [
        "plain", "", "=HYPERLINK(\"http://evil.example\")", "+1", "-2+3", "@SUM(A1)", "\t=1", "a,b;c", "quote \" and ' and ` and ``` ticks", "| pipe | table |", "<script>alert(1)</script>",
        "[link](http://evil.example)", "www.evil.example and https://evil.example", "line\nbreak\r\nand more", "\e[31mred\e[0m", "nul \0 bell \a", "lone \ud800 surrogate \udc00", "non \uffff \ufffe character",
        "emoji 😀 and ünïcödé", "]]> & <![CDATA[", "# heading", "*bold* _it_ ~~no~~", "\\ back\\slash", "%41%zz", "a b/c d", "\u2028\u2029\u0085", "0x\u202Etxt", " ",
    ];

    internal static Report Of(params IReadOnlyList<CheckResult> results) => new(results, Root, Now);

    internal static CheckResult Result(CheckStatus status, params IReadOnlyList<Finding> findings) => new()
    {
        Status = status,
        Severity = findings.Count > 0 ? findings.Max(f => f.Severity) : Severity.Info,
        ControlId = "MS4",
        CheckId = "MS4.UnsafeDeserialization",
        Target = Path.Combine(Root, "models", "a b.pkl"),
        Message = $"This one is {status}.",
        Reason = status is CheckStatus.Pass or CheckStatus.Fail ? null : "for a reason",
        Findings = findings,
        ObservedAt = Now.AddTicks(1234567),
        Version = "0.1.0",
        ExceptionId = status == CheckStatus.Excepted ? "EXC-2026-001" : null,
    };

    internal static Finding Finding(Severity severity = Severity.Critical) => new()
    {
        Severity = severity,
        Message = "Loading calls os.system.",
        Rule = "family:spawn",
        Subject = "os.system",
        Location = "data.pkl, offset 57 (REDUCE)",
        Member = "archive/data.pkl",
        Offset = 57,
        Count = 2,
        Gain = "Programs start on the machine.",
        Confidence = 0.75,
        Evidence = "os.system('id')",
        Remediation = "Do not load it.",
        Advisories = [Advisory("CVE-2025-1889"), Advisory("CVE-2025-32434") with { Verified = true, Disputed = true }],
        Fingerprint = "0123456789abcdef",
    };

    internal static Advisory Advisory(string id) => new()
    {
        Id = id,
        Product = "PyTorch",
        Affected = "before 2.6.0",
        Summary = "A file of data runs code.",
        Reference = $"https://nvd.nist.gov/vuln/detail/{id}",
    };

    internal static IReadOnlyList<CheckResult> OneOfEach() =>
    [
        Result(CheckStatus.Pass),
        Result(CheckStatus.Fail, Finding(), Finding(Severity.Low) with { Member = null, Row = 3, Column = "email" }),
        Result(CheckStatus.Excepted, Finding(Severity.High)),
        Result(CheckStatus.NotApplicable),
        Result(CheckStatus.NotAssessed),
        Result(CheckStatus.Error, Finding(Severity.Medium)),
    ];

    internal static IReadOnlyList<CheckResult> Random(int count)
    {
        var random = new Random(20260304);
        var checks = PolicyCatalogue.Current.Checks;
        string Text() => string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Texts[random.Next(Texts.Length)]));
        string? Maybe() => random.Next(2) == 0 ? null : Text();
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                var check = checks[random.Next(checks.Count)];
                var status = (CheckStatus)random.Next(6);
                return new CheckResult
                {
                    Status = status,
                    Severity = (Severity)random.Next(5),
                    ControlId = random.Next(20) == 0 ? "XX9" : check.ControlId,
                    CheckId = random.Next(20) == 0 ? "XX9.Foreign" : check.CheckId,
                    Target = random.Next(4) switch { 0 => Text(), 1 => Path.Combine(Root, "models", $"m{i}.pkl"), 2 => "/elsewhere/" + Text(), _ => "https://models.example/a b?c=" + i },
                    Message = Text(),
                    Reason = status is CheckStatus.Pass or CheckStatus.Fail ? null : Text(),
                    ObservedAt = Now.AddTicks(random.NextInt64(1L << 40)).ToOffset(TimeSpan.FromMinutes(random.Next(-600, 600))),
                    Version = "0.1.0",
                    ExceptionId = status == CheckStatus.Excepted ? Text() : null,
                    AttestationId = Maybe(),
                    Findings =
                    [
                        .. Enumerable.Range(0, random.Next(4)).Select(_ => new Finding
                        {
                            Severity = (Severity)random.Next(5),
                            Message = Text(),
                            Rule = Maybe(),
                            Subject = Maybe(),
                            Location = Text(),
                            Member = Maybe(),
                            Offset = random.Next(2) == 0 ? null : random.NextInt64(),
                            Column = Maybe(),
                            Row = random.Next(2) == 0 ? null : random.NextInt64(),
                            Count = random.NextInt64(1, long.MaxValue),
                            Confidence = random.Next(2) == 0 ? null : random.NextDouble(),
                            Gain = Maybe(),
                            Evidence = Maybe(),
                            Remediation = Maybe(),
                            Advisories =
                            [
                                .. Enumerable.Range(0, random.Next(3)).Select(_ => new Advisory
                                {
                                    Id = Text(), Product = Text(), Affected = Text(), Summary = Text(), Reference = Text(), Verified = random.Next(2) == 0, Disputed = random.Next(2) == 0,
                                }),
                            ],
                            Fingerprint = random.Next(4) == 0 ? string.Empty : random.NextInt64().ToString("x16"),
                        }),
                    ],
                };
            }),
        ];
    }

    internal static byte[] Written(ReportFormat format, params IReadOnlyList<CheckResult> results)
    {
        using var stream = new MemoryStream();
        ReportFormats.Write(format, Of(results), stream);
        return stream.ToArray();
    }

    internal static string Text(ReportFormat format, params IReadOnlyList<CheckResult> results) => System.Text.Encoding.UTF8.GetString(Written(format, results));
}
