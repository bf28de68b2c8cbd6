using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Tests.Artifacts;
using MlSecPol.Engine.Tests.Corpus;
using MlSecPol.Engine.Tests.Proof;
using Xunit;
using static MlSecPol.Engine.Tests.Models.PyTorch.TorchSamples;

namespace MlSecPol.Engine.Tests.Models.PyTorch;

public class TorchCodeTests
{
    private static readonly IReadOnlyList<CorpusCase> Cases = [.. TorchCases.All()];

    public static TheoryData<string> Hostile => new(Cases.Where(c => c.IsHostile).Select(c => c.Name));

    public static TheoryData<string> Clean => new(Cases.Where(c => !c.IsHostile).Select(c => c.Name));

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_files_fail(string name) => Assert.Contains(Audit(Cases.Single(c => c.Name == name && c.IsHostile)), r => r.Status == CheckStatus.Fail);

    [Theory]
    [MemberData(nameof(Clean))]
    public void Clean_files_show_nothing(string name)
    {
        var results = Audit(Cases.Single(c => c.Name == name && !c.IsHostile));
        Assert.All(results, r => Assert.True(r.Findings.All(f => f.Severity == Severity.Info), $"{r.CheckId}: {string.Join(" ", r.Findings.Select(f => f.Message))}"));
        Assert.All(results, r => Assert.True(r.Status is CheckStatus.Pass or CheckStatus.NotApplicable, $"{r}"));
    }

    [Fact]
    public void Damaged_files_never_throw()
    {
        for (var i = 0; i < 300; i++)
        {
            var seed = Cases[i % Cases.Count];
            Audit(seed with { Content = new Mutator(i).Mutate(seed.Content, Cases[(i + 11) % Cases.Count].Content) });
        }
    }

    [Theory]
    [InlineData("TorchScript: save", "torchscript:operator", "aten::save", "writes a file")]
    [InlineData("TorchScript: file as a tensor", "torchscript:operator", "aten::from_file", "maps a file")]
    [InlineData("TorchScript: phone code that saves", "torchscript:operator", "aten::save", "writes a file")]
    [InlineData("Python: renamed module", "python:acts", "os.system", "runs commands")]
    [InlineData("Python: expression in a string", "python:acts", "os.system", "by a text")]
    [InlineData("Package: library of Unix", "code:native", "op.so", "native program")]
    public void A_finding_names_what_acts(string name, string rule, string subject, string detail)
    {
        var facts = Read(Cases.Single(c => c.IsHostile && c.Name == name));
        Assert.Contains(facts.Hazards, h => h.Rule == rule && h.Subject == subject && h.Detail.Contains(detail, StringComparison.Ordinal));
    }

    [Fact]
    public void A_finding_in_a_formatted_string_stands_where_it_is_written()
    {
        var source = "x = 1\ny = f\"{x} {eval('1')}\"\n";
        var hazard = Assert.Single(Samples.Read(Python(source), "m.zip").Hazards);
        Assert.Equal(source.IndexOf("eval", StringComparison.Ordinal), hazard.Offset);
        Assert.Equal("y = f\"{x} {eval('1')}\"", hazard.Evidence);
    }

    [Theory]
    [InlineData("_0 = ops.mylib.run(x)", "torchscript:custom-operator")]
    [InlineData("_0 = __torch__.torch.classes.mylib.Thing.__new__(__torch__.torch.classes.mylib.Thing)", "torchscript:custom-class")]
    public void What_the_file_cannot_explain_fails_only_when_asked_to(string lines, string rule)
    {
        var content = Script(lines);
        var finding = Assert.Single(Result("m.pt", content, "MS4.TorchScriptCode").Findings);
        Assert.Equal((rule, Severity.Medium), (finding.Rule, finding.Severity));
        Assert.Equal(CheckStatus.Pass, Result("m.pt", content, "MS4.TorchScriptCode").Status);
        Assert.Equal(CheckStatus.Fail, Result("m.pt", content, "MS4.TorchScriptCode", strict: true).Status);
    }

    [Fact]
    public void A_handler_of_its_own_is_code_by_design()
    {
        var content = Served("handler.py", "import torch\n");
        var result = Result("m.mar", content, "MS4.EmbeddedCode", strict: true);
        Assert.Equal(CheckStatus.Pass, result.Status);
        Assert.Contains(result.Findings, f => f is { Rule: "mar:handler", Severity: Severity.Info });
        Assert.Equal(ArtifactFormat.TorchServe, Samples.Read(content, "m.mar").Format);
    }

    [Fact]
    public void A_program_with_its_own_model_is_called_so()
    {
        byte[] content = [.. Elf, .. new byte[200], .. new ZipAssembler().Add("model.gguf", [.. "GGUF"u8, 3, 0, 0, 0, .. new byte[16]]).Build()];
        var facts = Samples.Read(content, "m.llamafile");
        Assert.Equal(ArtifactFormat.Llamafile, facts.Format);
        Assert.Equal("code:program-with-model", Assert.Single(facts.Hazards).Rule);
        Assert.DoesNotContain(facts.Oddities, o => o.Kind == ContainerOddityKind.Polyglot);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_encrypted_archive_is_never_a_pass(bool header)
    {
        var facts = Samples.Read(header ? PackedSamples.SevenZipEncryptedHeader : PackedSamples.SevenZipEncrypted, "m.7z");
        Assert.Contains(facts.Gaps, g => g.Kind == CoverageGapKind.Encrypted);
        Assert.Contains(facts.Oddities, o => o.Kind == ContainerOddityKind.Encrypted);
    }

    [Fact]
    public void A_cut_off_archive_is_never_a_pass()
    {
        foreach (var whole in (byte[][])[PackedSamples.SevenZipSolid, PackedSamples.Zstandard, PackedSamples.Lz4Legacy, .. PackedSamples.Xz.Values])
        {
            for (var length = 8; length < whole.Length; length += 7) Assert.DoesNotContain(Audit(new CorpusCase("cut", "m.bin", whole[..length], true)), r => r is { CheckId: "MS4.UnsafeDeserialization", Status: CheckStatus.Pass });
        }
    }

    [Fact]
    public void A_changed_byte_breaks_the_check_of_xz()
    {
        foreach (var (check, whole) in PackedSamples.Xz)
        {
            var changed = whole.ToArray();
            changed[Array.IndexOf(changed, (byte)'c', 24) + 1] ^= 0x20;
            Assert.True(Samples.Read(changed, "m.xz").Gaps.Any(g => g.IsError), check);
        }
    }

    [Fact]
    public void A_filtered_archive_gives_the_bytes_that_went_in()
    {
        var facts = Samples.Read(PackedSamples.SevenZipBranches, "m.7z");
        Assert.DoesNotContain(facts.Oddities, o => o.Kind == ContainerOddityKind.ChecksumMismatch);
        Assert.True(Samples.Calls(facts));
    }

    [Fact]
    public void A_window_beyond_the_limit_is_named()
    {
        // One frame that asks for 2^31 bytes.
        byte[] frame = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 21 << 3, 1, 0, 0, 0, 0];
        Assert.Contains(Samples.Read(frame, "m.zst").Gaps, g => g.Kind == CoverageGapKind.LimitReached && g.Reason.Contains(nameof(ArtifactLimits.DictionaryBytes), StringComparison.Ordinal));
    }

    [Fact]
    public void A_blob_is_held_against_its_digest()
    {
        var facts = Samples.Read(Image("layer"u8.ToArray(), new string('0', 64)), "m.tar");
        Assert.Contains(facts.Oddities, o => o.Kind == ContainerOddityKind.NameMismatch);
        Assert.Empty(Samples.Read(Image("layer"u8.ToArray()), "m.tar").Oddities);
    }

    [Fact]
    public void An_old_checkpoint_counts_its_storages()
    {
        var facts = Samples.Read(OldTar(), "m.tar");
        Assert.Equal(ArtifactFormat.TorchTar, facts.Format);
        Assert.Equal((1, 8), (facts.TensorCount, facts.TensorBytes));
        Assert.Empty(facts.Gaps);
    }

    [Fact]
    public void A_long_source_is_read_in_one_pass()
    {
        var lines = string.Concat(Enumerable.Repeat("    _0 = torch.add(x, 1)\n", 20_000));
        var facts = Samples.Read(Source("def f(x: Tensor):\n" + lines + "    torch.save(x, \"f\")\n", 8), "m.pt");
        Assert.Single(facts.Hazards);
    }

    private static CheckResult Result(string name, byte[] content, string checkId, bool strict = false) => Audit(new CorpusCase(name, name, content, false), strict).Single(r => r.CheckId == checkId);

    private static ModelFacts Read(CorpusCase file) => Samples.Read(file.Content, file.FileName);

    private static IReadOnlyList<CheckResult> Audit(CorpusCase file, bool strict = false) =>
        new CheckRunner<ModelFacts>(CheckSet<ModelFacts>.All, SettingsSnapshot.Default.With(new ModelSettings { Strict = strict }), TimeProvider.System)
            .Evaluate(file.FileName, Read(file), TestContext.Current.CancellationToken).Results;
}
