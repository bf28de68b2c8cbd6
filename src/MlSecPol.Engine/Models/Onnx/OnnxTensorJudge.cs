using System.Buffers;
using System.Globalization;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Neighbours;

namespace MlSecPol.Engine.Models.Onnx;

/// <summary>Judges tensors: whether shape and type agree with their bytes, and where the bytes are that are kept in other files.</summary>
internal sealed class OnnxTensorJudge(string? member, HazardList hazards, FactsBuilder facts)
{
    private const string RuntimeMemory = "_ORT_MEM_ADDR_";
    private const int MostDefects = 100;

    // Replaced control characters, and what looks like a dot or a slash.
    private static readonly SearchValues<char> Misleading = SearchValues.Create("\uFFFD\u2024\u2025\u2026\u2044\u2215\u29F8\uFE52\uFF0E\uFF0F\uFF3C");

    private int _defects;

    internal void Take(OnnxTensor tensor)
    {
        var bytes = Bytes(tensor);
        facts.AddTensors(1, bytes ?? 0);
        if (tensor.IsExternal)
        {
            External(tensor, bytes);
            return;
        }

        // A tensor without any data is a place to be filled, and two forms of data are for the loader to refuse.
        if (bytes is { } expected && (tensor.RawBytes ?? tensor.FixedBytes) is { } actual && actual != expected && !(tensor.RawBytes == 0 && tensor.FixedBytes is not null))
            Defect(HeaderDefectKind.SizeMismatch, tensor, $"{Called(tensor)} has {actual} bytes; its shape and type make {expected}.");
    }

    private long? Bytes(OnnxTensor tensor)
    {
        UInt128 elements = 1;
        foreach (var length in tensor.Dimensions)
        {
            if (length < 0)
            {
                Defect(HeaderDefectKind.Overflow, tensor, $"{Called(tensor)} has a dimension of {length}.");
                return null;
            }

            elements *= (UInt128)length;
            if (elements <= long.MaxValue) continue;
            Defect(HeaderDefectKind.Overflow, tensor, $"The shape of {Called(tensor)} leaves 64 bits.");
            return null;
        }

        if (tensor.Width is not { } width) return null;
        var bytes = ((elements * (UInt128)width) + 7) / 8;
        if (bytes <= long.MaxValue) return (long)bytes;
        Defect(HeaderDefectKind.Overflow, tensor, $"The bytes of {Called(tensor)} leave 64 bits.");
        return null;
    }

    private void External(OnnxTensor tensor, long? bytes)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? location = null;
        long start = 0;
        long? size = null;
        foreach (var (key, value) in tensor.ExternalData)
        {
            if (!seen.Add(key)) Defect(HeaderDefectKind.DuplicateKey, tensor, $"{Called(tensor)} has the entry '{ShortText.Of(key)}' about its file twice.");
            if (key == "location")
            {
                location = value;
                Location(tensor, value);
            }
            else if (key == "basepath")
            {
                Location(tensor, value);
            }
            else if (key is "offset" or "length")
            {
                Range(tensor, key, value, bytes);
                if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) continue;
                if (key == "offset") start = number;
                else if (number != 0) size = number;
            }
        }

        if (location is not null && member is null && NeighbourReader.Plain(location) is { } file) facts.AddExternal(new ExternalRange(file, ShortText.Of(tensor.Name), start, size ?? bytes));
        if (location is null) Defect(HeaderDefectKind.Malformed, tensor, $"{Called(tensor)} is kept in another file that is not named.");
    }

    // A length of zero stands for the rest of the file.
    private void Range(OnnxTensor tensor, string key, string value, long? bytes)
    {
        if (!Int128.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            Defect(HeaderDefectKind.Malformed, tensor, $"{Called(tensor)} has the {key} '{ShortText.Of(value)}', which is no number.");
        else if (number < 0 || number > long.MaxValue)
            Defect(HeaderDefectKind.Overflow, tensor, $"{Called(tensor)} has the {key} {number} in its file, which is negative or leaves 64 bits.");
        else if (key == "length" && number != 0 && bytes is { } expected && number != expected)
            Defect(HeaderDefectKind.SizeMismatch, tensor, $"{Called(tensor)} takes {number} bytes of its file; its shape and type make {expected}.");
    }

    private void Location(OnnxTensor tensor, string location)
    {
        var target = FileTargets.Of(location);
        var shown = ShortText.Of(location);
        var (effect, rule, detail) = target switch
        {
            _ when location.Contains(RuntimeMemory, StringComparison.Ordinal) =>
                (HazardEffect.Unresolved, "onnx:external-memory", $"{Called(tensor)} claims to stand in the memory of the process ('{shown}'), which a runtime may believe."),
            FileTarget.Inside when location.StartsWith('~') || location.Contains("%2e%2e", StringComparison.OrdinalIgnoreCase) =>
                (HazardEffect.Unresolved, "onnx:external-name", $"{Called(tensor)} is kept in '{shown}', which loaders that resolve the folders of users or escapes of addresses read outside of the model."),
            _ when location.AsSpan().ContainsAny(Misleading) =>
                (HazardEffect.Unresolved, "onnx:external-name", $"{Called(tensor)} is kept in a file whose name holds control characters, or letters that look like dots and slashes: '{shown}'."),
            FileTarget.Remote => (HazardEffect.Network, "onnx:external-remote", $"{Called(tensor)} is kept on another machine: '{shown}'."),
            FileTarget.Absolute => (HazardEffect.ReadFile, "onnx:external-absolute", $"{Called(tensor)} is kept in '{shown}', a fixed place of the machine that loads the model, which is read and, when the model is saved again, written."),
            FileTarget.Above => (HazardEffect.ReadFile, "onnx:external-parent", $"{Called(tensor)} is kept in '{shown}', outside of the folder of the model, which is read and, when the model is saved again, written."),
            FileTarget.Detour => (HazardEffect.Opaque, "onnx:external-detour", $"{Called(tensor)} is kept in '{shown}', a path through a parent folder that no exporter writes."),
            FileTarget.Inside when location.Contains('\\', StringComparison.Ordinal) =>
                (HazardEffect.Opaque, "onnx:external-backslash", $"{Called(tensor)} is kept in '{shown}': one name on Unix, a path on Windows."),
            _ => default,
        };
        if (rule is not null) hazards.Add(ModelAspect.OnnxExternalData, effect, rule, tensor.Name.Length > 0 ? ShortText.Of(tensor.Name) : tensor.Path, detail, tensor.Offset, tensor.Path, shown);
    }

    private void Defect(HeaderDefectKind kind, OnnxTensor tensor, string detail)
    {
        if (_defects++ < MostDefects) facts.AddDefect(kind, member, tensor.Offset, tensor.Name.Length > 0 ? ShortText.Of(tensor.Name) : tensor.Path, detail);
    }

    private static string Called(OnnxTensor tensor) => tensor.Name.Length > 0 ? $"The tensor '{ShortText.Of(tensor.Name)}'" : $"The tensor at {tensor.Path}";
}
