using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Tests.Artifacts;
using Xunit;
using Kind = MlSecPol.Engine.Models.HeaderDefectKind;

namespace MlSecPol.Engine.Tests.Models;

public class TensorHeaderTests
{
    private const string Valid = """{"__metadata__":{"a":"b"},"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"y":{"dtype":"BF16","shape":[],"data_offsets":[8,10]}}   """;

    [Fact]
    public void A_sound_safetensors_file_is_clean()
    {
        var facts = Samples.Read(Samples.SafeTensors(Valid, 10), "m.safetensors");
        Assert.Empty(facts.HeaderDefects);
        Assert.Empty(facts.Gaps);
        Assert.Equal((2, 10), (facts.TensorCount, facts.TensorBytes));
    }

    [Theory]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"y":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, Kind.Overlap)]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 12, Kind.Hole)]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, Kind.Hole)]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, Kind.OutOfBounds)]
    [InlineData("""{"x":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, Kind.SizeMismatch)]
    [InlineData("""{"x":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}""", 8, Kind.Overflow)]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,99999999999999999999]}}""", 8, Kind.Overflow)]
    [InlineData("""{"x":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, Kind.Overflow)]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, Kind.OutOfBounds)]
    [InlineData("""{"x":{"dtype":"X9","shape":[2],"data_offsets":[0,8]}}""", 8, Kind.UnknownType)]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, Kind.DuplicateKey)]
    [InlineData("""{"x":{"dtype":"F32","dtype":"U8","shape":[2],"data_offsets":[0,8]}}""", 8, Kind.DuplicateKey)]
    [InlineData("""{"__metadata__":{"a":1},"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, Kind.Malformed)]
    [InlineData("""{"x":{"dtype":"F32","shape":[2]}}""", 8, Kind.Malformed)]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]""", 8, Kind.Malformed)]
    [InlineData(""" {"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, Kind.Malformed)]
    public void Each_false_claim_of_safetensors_is_found(string header, int data, HeaderDefectKind expected) =>
        Assert.Contains(expected, Samples.Read(Samples.SafeTensors(header, data), "m.safetensors").HeaderDefects.Select(d => d.Kind));

    [Fact]
    public void A_header_deeper_than_allowed_is_a_gap()
    {
        var facts = Samples.Read(Samples.SafeTensors("{\"a\":" + new string('[', 200) + new string(']', 200) + "}", 0), "m.safetensors");
        Assert.Contains(facts.Gaps, g => g.IsError);
    }

    [Fact]
    public void A_header_longer_than_the_buffer_is_read_whole()
    {
        var header = "{" + string.Join(',', Enumerable.Range(0, 5000).Select(i => $"\"layer.{i}.{new string('n', i % 90)}\":{{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[{i},{i + 1}]}}")) + "}";
        var facts = Samples.Read(Samples.SafeTensors(header, 5000), "m.safetensors");
        Assert.Empty(facts.HeaderDefects);
        Assert.Equal(5000, facts.TensorCount);
    }

    [Fact]
    public void A_length_that_leaves_the_file_is_found_by_the_name_of_the_file()
    {
        byte[] file = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, .. "{}"u8];
        Assert.Contains(Samples.Read(file, "m.safetensors").HeaderDefects, d => d.Kind == Kind.OutOfBounds);
    }

    [Theory]
    [InlineData("'<f4'", "(2, 3)", 24, null)]
    [InlineData("'<f4'", "()", 4, null)]
    [InlineData("'<U3'", "(2L,)", 24, null)]
    [InlineData("[('a', '<f4'), ('b', '<i8', (2, 3)), (('title', 'c'), [('d', '|u1')])]", "(1,)", 53, null)]
    [InlineData("'<f4'", "(3, 3)", 24, Kind.OutOfBounds)]
    [InlineData("'<f8'", "(4611686018427387904,)", 8, Kind.Overflow)]
    [InlineData("'<f8'", "(99999999999999999999,)", 8, Kind.Overflow)]
    [InlineData("'<f8'", "(-1,)", 8, Kind.Overflow)]
    [InlineData("'<q8'", "(1,)", 8, Kind.UnknownType)]
    [InlineData("__import__('os')", "(1,)", 8, Kind.Malformed)]
    public void Headers_of_arrays_are_compared_with_their_bytes(string descr, string shape, int data, HeaderDefectKind? expected)
    {
        var facts = Samples.Read(Samples.NumPy(descr, shape, new byte[data]), "a.npy");
        Assert.Equal(expected, facts.HeaderDefects.Count == 0 ? null : facts.HeaderDefects[0].Kind);
    }

    [Theory]
    [InlineData("'|O'")]
    [InlineData("[('a', '<f4'), ('b', [('c', 'O')])]")]
    [InlineData("('|V8', [('o', '|O8')])")]
    public void Arrays_of_objects_are_read_as_pickles(string descr)
    {
        var facts = Samples.Read(Samples.NumPy(descr, "(1,)", Samples.Hostile), "a.npy");
        if (descr[0] == '(') Assert.Contains(facts.HeaderDefects, d => d.Kind is Kind.UnknownType);
        else Assert.True(Samples.Calls(facts));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void Object_arrays_in_archives_are_read(int method)
    {
        var facts = Samples.Read(new ZipAssembler().Add("a.npy", Samples.NumPy("'<f4'", "(2,)", new byte[8]), method).Add("o.npy", Samples.NumPy("'|O'", "(1,)", Samples.Hostile), method).Build(), "a.npz");
        Assert.Equal(ArtifactFormat.NumPyZip, facts.Format);
        Assert.Equal(2, facts.Arrays.Count);
        Assert.True(Samples.Calls(facts));
    }

    [Fact]
    public void Bytes_behind_an_array_are_noted_and_read()
    {
        var facts = Samples.Read([.. Samples.NumPy("'<f4'", "(2,)", new byte[8]), .. Samples.Hostile], "a.npy");
        Assert.Single(facts.UnownedRanges);
        Assert.True(Samples.Calls(facts));
    }
}
