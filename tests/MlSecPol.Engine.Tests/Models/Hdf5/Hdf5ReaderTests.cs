using System.Buffers.Binary;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Models.Checks;
using MlSecPol.Engine.Models.Hdf5;
using MlSecPol.Engine.Tests.Proof;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Hdf5;

/// <summary>The fixtures were written by the real HDF5 library: old groups, dense links and attributes, long attributes, user blocks, trees of two levels.</summary>
public class Hdf5ReaderTests
{
    private const string Folder = "MS4.KerasCodeLayers";

    [Theory]
    [InlineData("pass.h5", 3)]
    [InlineData("pass.latest.h5", 12)]
    [InlineData("pass.user-block.h5", 3)]
    [InlineData("fail.lambda.dense-attributes.h5", 4)]
    [InlineData("fail.lambda.long-attribute.h5", 13)]
    [InlineData("fail.external-link.dense.h5", 1)]
    public void Files_of_the_real_library_are_read_whole(string name, int tensors)
    {
        var facts = Fixture(name);
        Assert.Empty(facts.Gaps);
        Assert.Empty(facts.HeaderDefects);
        Assert.Equal((tensors, tensors * 16L), (facts.TensorCount, facts.TensorBytes));
    }

    [Theory]
    [InlineData("fail.lambda.h5", "keras:lambda", "/@model_config: model_config.config.layers[3].config.function")]
    [InlineData("fail.lambda.dense-attributes.h5", "keras:lambda", "/@model_config: model_config.config.layers[3].config.function")]
    [InlineData("fail.lambda.long-attribute.h5", "keras:lambda", "/@model_config: model_config.config.layers[12].config.function")]
    [InlineData("fail.lambda.user-block.h5", "keras:lambda", "/@model_config: model_config.config.layers[3].config.function")]
    [InlineData("fail.external-link.h5", "hdf5:external-link", "/other")]
    [InlineData("fail.external-link.dense.h5", "hdf5:external-link", "/other")]
    [InlineData("fail.external-storage.h5", "hdf5:external-storage", "/kernel")]
    [InlineData("fail.virtual-dataset.h5", "hdf5:virtual-dataset", "/both")]
    public void What_the_real_library_hides_is_found(string name, string rule, string location)
    {
        var hazard = Assert.Single(Fixture(name).Hazards);
        Assert.Equal((rule, location), (hazard.Rule, hazard.Location));
    }

    [Fact]
    public void A_superblock_that_is_cut_off_anywhere_is_a_gap()
    {
        foreach (var version in new byte[] { 0, 1, 2, 3 })
        {
            for (var length = 9; length < 48; length++)
            {
                byte[] content = [0x89, .. "HDF\r\n"u8, 0x1A, (byte)'\n', version, .. new byte[40]];
                Assert.Contains(Samples.Read(content[..length], "m.h5").Gaps, g => g.IsError);
            }
        }
    }

    [Fact]
    public void Checksums_are_those_of_the_format()
    {
        // Values that the author of the hash published with it.
        Assert.Equal(0xDEADBEEFu, Lookup3.Hash([]));
        Assert.Equal(0x17770551u, Lookup3.Hash("Four score and seven years ago"u8));
        var facts = Samples.Read(new Hdf5Assembler().Array("w", 4).Build(breakChecksum: true), "m.h5");
        Assert.Equal(HeaderDefectKind.Malformed, Assert.Single(facts.HeaderDefects).Kind);
    }

    [Fact]
    public void A_cut_file_never_passes()
    {
        foreach (var name in (string[])["pass.h5", "pass.latest.h5"])
        {
            var content = File.ReadAllBytes(RepositoryFiles.PathOf("tests", "fixtures", "models", Folder, name));
            for (var length = 9; length < content.Length; length += 61)
            {
                var facts = Samples.Read(content[..length], "m.h5");
                Assert.NotEqual(CheckStatus.Pass, Judge(facts));
                Assert.NotEqual(CheckStatus.NotApplicable, Judge(facts));
            }
        }
    }

    [Fact]
    public void Damaged_files_never_throw()
    {
        var files = Directory.GetFiles(RepositoryFiles.PathOf("tests", "fixtures", "models", Folder)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToArray();
        for (var i = 0; i < 600; i++)
        {
            var facts = Samples.Read(new Mutator(i).Mutate(files[i % files.Length], files[(i + 3) % files.Length]), "m.h5");
            Judge(facts);
        }
    }

    [Fact]
    public void Every_field_set_to_ones_is_survived()
    {
        // Addresses, lengths and counts at their largest, one after the other.
        foreach (var name in (string[])["pass.h5", "fail.external-link.dense.h5", "fail.virtual-dataset.h5"])
        {
            var content = File.ReadAllBytes(RepositoryFiles.PathOf("tests", "fixtures", "models", Folder, name));
            for (var at = 8; at < content.Length - 8; at += 8)
            {
                var copy = (byte[])content.Clone();
                copy.AsSpan(at, 8).Fill(0xFE);
                Samples.Read(copy, "m.h5");
            }
        }
    }

    [Fact]
    public void Structures_that_lead_back_to_themselves_end()
    {
        var loop = new Hdf5Assembler();
        var self = new byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(self, loop.Next);
        BinaryPrimitives.WriteInt64LittleEndian(self.AsSpan(8), 30);
        Assert.Equal(CheckStatus.Error, Judge(Samples.Read(loop.Root(0x10, self).Build(), "m.h5")));

        var cycle = new Hdf5Assembler();
        Assert.Equal(CheckStatus.Pass, Judge(Samples.Read(cycle.HardLink("again", cycle.Next).Build(), "m.h5")));
    }

    [Fact]
    public void What_is_not_read_is_no_pass()
    {
        var file = new Hdf5Assembler().Array("a", 4).Array("b", 4).Array("c", 4);
        Assert.Equal(CheckStatus.Pass, Judge(Samples.Read(file.Build(), "m.h5")));
        Assert.Equal(CheckStatus.Error, Judge(Samples.Read(file.Build(), "m.h5", new ArtifactLimits { MembersPerArchive = 2 })));
        Assert.Equal(CheckStatus.Error, Judge(Samples.Read(file.Build(), "m.h5", new ArtifactLimits { HeaderBytes = 100 })));
        Assert.Equal(CheckStatus.Error, Judge(Samples.Read(file.Build(end: 1 << 20), "m.h5")));
        Assert.Equal(CheckStatus.NotAssessed, Judge(Samples.Read(new Hdf5Assembler().Root(0xC, [3, 1, 0, 0, 0, 0, 0, 0, 0, 0], flags: 2).Build(), "m.h5")));
        Assert.Equal(CheckStatus.NotAssessed, Judge(Samples.Read(new Hdf5Assembler().Text("PSEUDOATOM", "object").Build(), "m.h5")));
        var unknown = file.Build();
        unknown[8] = 9;
        Assert.Equal(CheckStatus.Error, Judge(Samples.Read(unknown, "m.h5")));
        unknown[8] = 2;
        unknown[9] = 16;
        Assert.Equal(CheckStatus.Error, Judge(Samples.Read(unknown, "m.h5")));
    }

    [Fact]
    public void Data_of_arrays_is_never_read()
    {
        var facts = Samples.Read(new Hdf5Assembler().Array("a", 4 << 20).Build(), "m.h5");
        Assert.Equal(16 << 20, facts.TensorBytes);
        Assert.InRange(facts.BytesRead, 1, 100_000);
    }

    private static ModelFacts Fixture(string name)
    {
        using var source = FileSource.Open(RepositoryFiles.PathOf("tests", "fixtures", "models", Folder, name));
        return ModelReader.Read(source, name, new ArtifactLimits(), new(), listings: false, TestContext.Current.CancellationToken);
    }

    private static CheckStatus Judge(ModelFacts facts) => new KerasCodeLayers().Evaluate(facts, SettingsSnapshot.Default).Status;
}
