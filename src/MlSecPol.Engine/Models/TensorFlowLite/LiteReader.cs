using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.FlatBuffers;

namespace MlSecPol.Engine.Models.TensorFlowLite;

/// <summary>
/// Reads TensorFlow Lite models: a FlatBuffer of tables whose every offset, index and size is held against the file, perhaps with buffers behind it
/// and, by design, a zip archive of labels at the end.
/// </summary>
internal static class LiteReader
{
    private const int MostDefects = 100;
    private const int ShortestContent = 16;

    // Nothing in the tables says where a file ends, so that a loader which seeks finds what was put behind them.
    private const int Tail = 1 << 16;

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.HeadersRead++;
        facts.Examine(ModelAspect.Operators);
        var file = new FlatBuffer(content, member, facts);
        if (file.Root() is not { } model) return;
        var walk = new Walk(file, member, depth, facts);
        var hazards = new HazardList(member, facts);
        walk.Buffers = model.Vector(4, 4, "buffers");
        walk.ReadBuffers();
        var codes = model.Vector(1, 4, "operator_codes");
        var operators = new LiteOperators(hazards, member, depth, facts);
        for (uint i = 0; i < (codes?.Count ?? 0); i++)
        {
            facts.Token.ThrowIfCancellationRequested();
            operators.Add(codes!.Table(i));
        }

        if (model.Vector(2, 4, "subgraphs") is { } graphs)
        {
            for (uint i = 0; i < graphs.Count; i++)
            {
                if (graphs.Table(i) is { } graph) walk.ReadGraph(graph, operators);
            }
        }

        if (model.Vector(6, 4, "metadata") is { } metadata)
        {
            for (uint i = 0; i < metadata.Count; i++)
            {
                facts.Token.ThrowIfCancellationRequested();
                if (metadata.Table(i) is not { } entry) continue;
                var buffer = entry.Number(1, 4);
                if (buffer >= (walk.Buffers?.Count ?? 0)) walk.Defect(entry.At, entry.Name, $"'{entry.Name}' names the buffer {buffer}; there are {walk.Buffers?.Count ?? 0}.");
                else if (walk.Buffers!.Table((uint)buffer)?.Vector(0, 1, "data") is { Count: > 0 and <= MetadataJudge.LongestText } data)
                    MetadataJudge.Judge(ShortText.Of(entry.Text(0, "name") ?? entry.Name), file.Bytes(data.At, (int)data.Count), member, depth, facts);
            }
        }

        HiddenPickleReader.Read(content, Math.Max(0, content.Length - Tail), member, facts);
        operators.Finish();
        hazards.Close();
    }

    /// <summary>The walk through one model.</summary>
    private sealed class Walk(FlatBuffer file, string? member, int depth, FactsBuilder facts)
    {
        private readonly Dictionary<uint, long> _sizes = [];
        private int _defects;

        internal FlatVector? Buffers { get; set; }

        internal void ReadBuffers()
        {
            for (uint i = 0; i < (Buffers?.Count ?? 0); i++)
            {
                facts.Token.ThrowIfCancellationRequested();
                if (Buffers!.Table(i) is not { } buffer) continue;
                var (offset, size) = (buffer.Number(1, 8), buffer.Number(2, 8));
                // An offset of 0 or 1 stands for data inside of the table or for none.
                if (offset > 1)
                {
                    if (offset > (ulong)file.Length || size > (ulong)file.Length - offset)
                        Defect(buffer.At, buffer.Name, $"'{buffer.Name}' claims {size} bytes at byte {offset}; the file has {file.Length}.");
                    else Take(i, (long)offset, (long)size);
                }
                else if (buffer.Vector(0, 1, "data") is { } data)
                {
                    Take(i, data.At, data.Count);
                }
            }
        }

        /// <summary>Notes the size of a buffer, and reads one that begins as no numbers do.</summary>
        private void Take(uint buffer, long at, long size)
        {
            _sizes[buffer] = size;
            if (size < ShortestContent) return;
            var format = FormatDetector.Sniff(file.Read(at, (int)Math.Min(size, FormatDetector.HeadLength)), size);
            if (format is ArtifactFormat.Pickle or ArtifactFormat.TorchLegacy) facts.AddHiddenPickles(file.Part(at, size), 0, ContentReader.Inside(member, $"buffer {buffer}"));
            else if (format is ArtifactFormat.Elf or ArtifactFormat.PortableExecutable) ContentReader.Read(file.Part(at, size), ContentReader.Inside(member, $"buffer {buffer}"), $"buffer {buffer}", depth + 1, facts);
        }

        internal void ReadGraph(FlatTable graph, LiteOperators operators)
        {
            var tensors = graph.Vector(0, 4, "tensors");
            var count = tensors?.Count ?? 0;
            long bytes = 0;
            for (uint i = 0; i < count; i++)
            {
                facts.Token.ThrowIfCancellationRequested();
                if (tensors!.Table(i) is { } tensor) bytes += ReadTensor(tensor);
            }

            facts.AddTensors(count, bytes);
            Indices(graph.Vector(1, 4, "inputs"), count);
            Indices(graph.Vector(2, 4, "outputs"), count);
            if (graph.Vector(3, 4, "operators") is not { } nodes) return;
            for (uint i = 0; i < nodes.Count; i++)
            {
                facts.Token.ThrowIfCancellationRequested();
                if (nodes.Table(i) is not { } node) continue;
                var code = (uint)node.Number(0, 4);
                if (code >= operators.Count) Defect(node.At, node.Name, $"'{node.Name}' has the operator {code}; there are {operators.Count}.");
                Indices(node.Vector(1, 4, "inputs"), count);
                Indices(node.Vector(2, 4, "outputs"), count);
                var (offset, size) = (node.Number(11, 8), node.Number(12, 8));
                if (offset > 1 && (offset > (ulong)file.Length || size > (ulong)file.Length - offset))
                    Defect(node.At, node.Name, $"'{node.Name}' has options of {size} bytes at byte {offset}; the file has {file.Length}.");
                else if (offset > 1) operators.Use(code, node, file, (long)offset, (long)size);
                else if (node.Vector(5, 1, "custom_options") is { } options) operators.Use(code, node, file, options.At, options.Count);
                else operators.Use(code, node, file, 0, 0);
            }
        }

        internal void Defect(long at, string subject, string detail, HeaderDefectKind kind = HeaderDefectKind.OutOfBounds)
        {
            if (_defects++ < MostDefects) facts.AddDefect(kind, member, at, subject, detail);
        }

        /// <returns>The bytes of the tensor's own data.</returns>
        private long ReadTensor(FlatTable tensor)
        {
            var buffer = (uint)tensor.Number(2, 4);
            var isResource = Buffers is null && buffer == 0;
            if (!isResource && buffer >= (Buffers?.Count ?? 0))
            {
                Defect(tensor.At, tensor.Name, $"'{tensor.Name}' names the buffer {buffer}; there are {Buffers?.Count ?? 0}.");
                return 0;
            }

            if (buffer == 0 || !_sizes.TryGetValue(buffer, out var size) || size == 0) return 0;
            if (tensor.Vector(0, 4, "shape") is not { } shape) return size;
            UInt128 elements = 1;
            for (uint i = 0; i < Math.Min(shape.Count, 64); i++)
            {
                var length = shape.Integer(i);
                if (length < 0)
                {
                    Defect(tensor.At, tensor.Name, $"'{tensor.Name}' has data and a dimension of {length}.", HeaderDefectKind.Overflow);
                    return size;
                }

                elements *= (UInt128)length;
                if (elements > long.MaxValue) break;
            }

            // Sparse tensors keep fewer elements than their shape has.
            if (elements > long.MaxValue) Defect(tensor.At, tensor.Name, $"The shape of '{tensor.Name}' leaves 64 bits.", HeaderDefectKind.Overflow);
            else if (!tensor.Has(6) && Width((byte)tensor.Number(1, 1)) is { } bits && ((elements * (UInt128)bits) + 7) / 8 is var expected && expected != (UInt128)size)
                Defect(tensor.At, tensor.Name, $"'{tensor.Name}' has {size} bytes; its shape and type make {expected}.", HeaderDefectKind.SizeMismatch);
            return size;
        }

        private void Indices(FlatVector? indices, uint tensors)
        {
            if (indices is null || !file.Spend(indices.Bytes)) return;
            for (uint i = 0; i < indices.Count; i++)
            {
                var index = indices.Integer(i);
                // Minus one stands for an input that is not given.
                if (index < -1 || index >= (long)tensors) Defect(indices.At, indices.Name, $"'{indices.Name}' names the tensor {index}; there are {tensors}.");
            }
        }

        /// <summary>Bits of one element, after the format's list of types; null where they are not fixed or not known.</summary>
        private static int? Width(byte type) => type switch
        {
            0 or 2 or 15 => 32,
            1 or 7 or 16 or 18 => 16,
            3 or 6 or 9 => 8,
            4 or 8 or 10 or 12 => 64,
            11 => 128,
            17 => 4,
            _ => null,
        };
    }
}
