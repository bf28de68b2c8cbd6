using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Models.Neighbours;
using MlSecPol.Engine.Tests.Models.Graphs;
using MlSecPol.Engine.Tests.Models.Repository;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Neighbours;

public sealed class NeighbourReaderTests : IDisposable
{
    // Numbers that look like nothing else.
    private static readonly byte[] Numbers = [.. Enumerable.Range(0, 64).Select(i => (byte)(0x80 | ((i * 37) + 11)))];

    private readonly ModelFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("model.onnx", "model.onnx.data")]
    [InlineData("model.onnx", "model.onnx_data")]
    [InlineData("model.onnx", "weights/part.bin")]
    public void Raw_weights_are_explained_by_the_model_that_names_them(string model, string weights)
    {
        _folder.Write(model, OnnxSamples.Of(At(weights, 0), At(weights, 16))).Write(weights, Numbers[..32]);
        var facts = Read(weights);
        Assert.Equal((ArtifactFormat.RawWeights, 2L, 32L), (facts.Format, facts.TensorCount, facts.TensorBytes));
        Assert.Null(facts.UnsupportedFormat);
        Assert.Empty(facts.HeaderDefects);
        Assert.Empty(Read(model).HeaderDefects);
    }

    [Fact]
    public void Raw_weights_that_nobody_names_stay_unexplained()
    {
        _folder.Write("model.onnx", OnnxSamples.Of(At("other.bin", 0))).Write("weights.bin", Numbers);
        Assert.Equal("unrecognised content", Read("weights.bin").UnsupportedFormat);
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(64, 64)]
    public void Ranges_that_leave_the_file_are_found_from_both_sides(long offset, int length)
    {
        _folder.Write("model.onnx", OnnxSamples.Of(At("w.bin", offset))).Write("w.bin", Numbers[..length]);
        Assert.Equal(HeaderDefectKind.OutOfBounds, Assert.Single(Read("model.onnx").HeaderDefects).Kind);
        Assert.Equal(HeaderDefectKind.OutOfBounds, Assert.Single(Read("w.bin").HeaderDefects).Kind);
    }

    [Fact]
    public void Bytes_that_no_tensor_takes_are_a_hole()
    {
        _folder.Write("model.onnx", OnnxSamples.Of(At("w.bin", 0))).Write("w.bin", [.. Numbers, .. new byte[1 << 17]]);
        Assert.Equal(HeaderDefectKind.Hole, Assert.Single(Read("w.bin").HeaderDefects).Kind);
    }

    [Fact]
    public void References_to_content_elsewhere_have_no_length()
    {
        _folder.Write("model.onnx", OnnxSamples.Of(At("w.bin", 4096))).Write("w.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9000\n");
        Assert.Empty(Read("model.onnx").HeaderDefects);
    }

    [Theory]
    [InlineData("w.bin", "w.bin", "secret", true)]
    [InlineData("d", "d/w.bin", "", true)]
    [InlineData("w.bin", "w.bin", "model/real.bin", false)]
    public void Links_that_lead_out_of_the_folder_are_a_hazard(string link, string location, string target, bool isHazard)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Links need a privilege on Windows.");
        _folder.Write("model.onnx", OnnxSamples.Of(At(location, 0))).Write("real.bin", Numbers);
        File.WriteAllBytes(_folder.Beside("secret"), Numbers);
        File.CreateSymbolicLink(Path.Combine(_folder.Folder, link), _folder.Beside(target));
        Assert.Equal(isHazard, Read("model.onnx").Hazards.Any(h => h.Rule == "onnx:external-link"));
    }

    [Fact]
    public void Links_to_the_store_of_a_download_cache_are_none()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Links need a privilege on Windows.");
        _folder.Write("snapshots/abc/onnx/model.onnx", OnnxSamples.Of(At("model.onnx_data", 0))).Write("blobs/00ff", Numbers);
        File.CreateSymbolicLink(Path.Combine(_folder.Folder, "snapshots/abc/onnx/model.onnx_data"), "../../../blobs/00ff");
        Assert.Empty(Read("snapshots/abc/onnx/model.onnx").Hazards);
    }

    [Fact]
    public void Weights_of_an_OpenVINO_network_are_explained_by_it()
    {
        _folder.Write("m.xml", "<?xml version=\"1.0\"?><net name=\"n\" version=\"11\"><layers><layer id=\"0\" name=\"w\" type=\"Const\" version=\"opset1\"><data element_type=\"f32\" shape=\"4\" offset=\"0\" size=\"16\"/></layer></layers></net>")
            .Write("m.bin", Numbers[..16]);
        Assert.Equal((ArtifactFormat.RawWeights, 1L), (Read("m.bin").Format, Read("m.bin").TensorCount));
        _folder.Write("m.bin", Numbers[..8]);
        Assert.Equal(HeaderDefectKind.OutOfBounds, Assert.Single(Read("m.xml").HeaderDefects).Kind);
    }

    [Theory]
    [InlineData("a/b.bin", "a/b.bin")]
    [InlineData("./a//b.bin", "a/b.bin")]
    [InlineData("a/../b.bin", "b.bin")]
    [InlineData("../b.bin", null)]
    [InlineData("/b.bin", null)]
    [InlineData("", null)]
    public void Names_are_compared_in_one_spelling(string name, string? plain) => Assert.Equal(plain, NeighbourReader.Plain(name));

    private static Proto At(string file, long offset) => OnnxSamples.External("w" + offset, ("location", file), ("offset", $"{offset}"), ("length", "16"));

    private ModelFacts Read(string name)
    {
        var path = Path.Combine(_folder.Folder, name);
        using var source = FileSource.Open(path);
        var settings = new ModelSettings();
        var facts = ModelReader.Read(source, path, settings.Limits, settings.PickleLimits, listings: false, TestContext.Current.CancellationToken);
        return NeighbourReader.Complete(facts, path, settings, TestContext.Current.CancellationToken);
    }
}
