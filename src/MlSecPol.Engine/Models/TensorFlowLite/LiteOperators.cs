using System.Buffers;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.FlatBuffers;
using MlSecPol.Engine.Models.Protobuf;
using MlSecPol.Engine.Models.TensorFlow;

namespace MlSecPol.Engine.Models.TensorFlowLite;

/// <summary>The operators of a TensorFlow Lite model: built-in ones, those that call TensorFlow itself, and those of other libraries.</summary>
internal sealed class LiteOperators(HazardList hazards, string? member, int depth, FactsBuilder facts)
{
    private const int Custom = 32;
    private const string FlexPrefix = "Flex";
    private const int LongestOptions = 1 << 20;

    private readonly List<(string? Name, long Offset)> _codes = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    internal uint Count => (uint)_codes.Count;

    private static readonly SearchValues<char> NoName = SearchValues.Create("/\\()'\";|&$`\uFFFD");

    /// <summary>Takes a code; an unreadable one keeps its number.</summary>
    internal void Add(FlatTable? code)
    {
        if (code is null)
        {
            _codes.Add((null, 0));
            return;
        }

        // The code was one byte once; whoever reads both takes the larger.
        var number = Math.Max((sbyte)code.Number(0, 1), code.Integer(3));
        _codes.Add((number == Custom ? code.Text(1, "custom_code") ?? string.Empty : null, code.At));
    }

    /// <summary>Looks at what a node hands to its operator: one that calls TensorFlow brings the node of the graph along, under a name of its own.</summary>
    internal void Use(uint code, FlatTable node, FlatBuffer file, long at, long length)
    {
        if (code >= Count || _codes[(int)code].Name is not { } name || !name.StartsWith(FlexPrefix, StringComparison.Ordinal) || length is < 3 or > LongestOptions) return;
        var options = file.Bytes(at, (int)length);
        if (options.Length < length) return;
        var texts = FlexVector.Texts(options);
        if (texts.Count == 0) return;
        var called = ProtoText.Of(texts[0]);
        if (called != name[FlexPrefix.Length..])
        {
            hazards.Add(ModelAspect.Operators, HazardEffect.Unresolved, "tflite:flex-name", ShortText.Of(name), $"The operator {ShortText.Of(name)} calls TensorFlow's operation '{ShortText.Of(called)}', another one than its name says.", node.At, node.Name);
            TakeFlex(called, node.At, node.Name);
        }

        if (texts.Count < 2) return;

        // The second text is a node of a graph; framed as a graph of one node it reads like any other.
        using var graph = new MemorySource((byte[])[0x0A, .. LengthOf(texts[1].Length), .. texts[1]]);
        GraphReader.ReadGraph(graph, ContentReader.Inside(member, node.Name), name, depth + 1, facts);
    }

    /// <summary>Judges every code once.</summary>
    internal void Finish()
    {
        foreach (var (name, offset) in _codes)
        {
            if (name is null || !_seen.Add(name)) continue;
            if (name.StartsWith(FlexPrefix, StringComparison.Ordinal) && OperationRegistry.Current.IsBuiltIn(name[FlexPrefix.Length..])) TakeFlex(name[FlexPrefix.Length..], offset, null);
            else if (!IsOfTheRuntime(name))
            {
                var plain = name.StartsWith(FlexPrefix, StringComparison.Ordinal) ? name[FlexPrefix.Length..] : name;
                if (LibraryOf(plain) is { } library)
                {
                    hazards.Add(ModelAspect.Operators, HazardEffect.Note, "tflite:library", ShortText.Of(name), $"The operator '{ShortText.Of(name)}' comes with {library}.", offset);
                    continue;
                }

                if (name.AsSpan().ContainsAny(NoName))
                    hazards.Add(ModelAspect.Operators, HazardEffect.Unresolved, "tflite:operator-name", ShortText.Of(name), $"The operator '{ShortText.Of(name)}' is called by a path or an expression and not by a name.", offset);
                else if (OperationRegistry.Current.FindTelling(plain) is { } told)
                {
                    hazards.Add(
                        ModelAspect.Operators, told, "tflite:telling-operator", ShortText.Of(name),
                        $"The operator '{ShortText.Of(name)}' is not part of TensorFlow Lite and by its name reaches beyond the model.", offset);
                }

                hazards.Add(
                    ModelAspect.Operators, HazardEffect.Opaque, "tflite:custom-operator", name.Length == 0 ? "without a name" : ShortText.Of(name),
                    $"The operator '{ShortText.Of(name)}' is not part of TensorFlow Lite; its code comes with another library.", offset);
            }
        }
    }

    private void TakeFlex(string operation, long offset, string? location)
    {
        if (OperationRegistry.Current.Find(operation) is not { Family: { When: OperationWhen.Always } family }) return;
        hazards.Add(
            family.Effect == HazardEffect.Opaque ? ModelAspect.Operators : ModelAspect.TensorFlowGraph, family.Effect, "tensorflow:" + family.Name, FlexPrefix + operation,
            $"The model calls TensorFlow's operation {operation}, which {family.Does}.", offset, location);
        facts.Examine(ModelAspect.TensorFlowGraph);
    }

    /// <summary>Custom operators that ship with the runtime itself, or with the converter's own signal library.</summary>
    private static bool IsOfTheRuntime(string name) =>
        name is "TFLite_Detection_PostProcess" or "AudioSpectrogram" or "Mfcc" or "NumericVerify" or "RFFT2D" or "HashtableV2" or "HashTable"
            or "RandomUniform" or "RandomUniformInt" or "RandomStandardNormal" or "Multinomial" or "Atan2" or "Sign" or "Roll" or "Irfft2d" or "Table"
            or "MaxPoolingWithArgmax2D" or "MaxUnpooling2D" or "Convolution2DTransposeBias"
            or "ParseExample" or "ParseExampleV2" or "ComplexAbs" or "Real" or "Imag" or "TransformLandmarks" or "Landmarks2TransformMatrix" or "TransformTensorBilinear"
        || name.StartsWith("Signal", StringComparison.Ordinal);

    /// <summary>Who else publishes the operator: a library of text operations, or a compiler whose program runs on an accelerator and not on the machine itself.</summary>
    private static string? LibraryOf(string name) => name switch
    {
        "edgetpu-custom-op" => "the compiler of Coral's accelerators",
        "ethos-u" => "the compiler of Arm's accelerators",
        _ when name.StartsWith("tftext:", StringComparison.Ordinal) || name.StartsWith("TFSentencepiece", StringComparison.Ordinal) => "TensorFlow Text",
        _ => OperationRegistry.Current.FindLibrary(name),
    };

    private static byte[] LengthOf(int value)
    {
        var bytes = new List<byte>(5);
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }
}
