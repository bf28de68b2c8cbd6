using System.Buffers.Binary;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.FlatBuffers;

namespace MlSecPol.Engine.Models.ExecuTorch;

/// <summary>Reads ExecuTorch programs: a FlatBuffer of methods with their operators and delegates, then segments of data.</summary>
internal static class ProgramReader
{
    private const int HeaderAt = 8;
    private const int HeaderLength = 24;

    private static ReadOnlySpan<byte> HeaderMagic => "eh00"u8;

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.HeadersRead++;
        facts.Examine(ModelAspect.Operators);
        var file = new FlatBuffer(content, member, facts);
        if (file.Root() is not { } program) return;
        var hazards = new HazardList(member, facts);
        var delegates = program.Vector(3, 4, "backend_delegate_data")?.Count ?? 0;
        var segments = program.Vector(4, 4, "segments");
        Segments(file, segments);
        if (program.Vector(1, 4, "execution_plan") is { } plans)
        {
            for (uint i = 0; i < plans.Count; i++)
            {
                facts.Token.ThrowIfCancellationRequested();
                if (plans.Table(i) is { } plan) Plan(file, plan, hazards, delegates, segments?.Count ?? 0, facts.Token);
            }
        }

        hazards.Close();
    }

    private static void Segments(FlatBuffer file, FlatVector? segments)
    {
        var header = file.Read(HeaderAt, HeaderLength);
        long start = 0;
        if (header.Length == HeaderLength && header.StartsWith(HeaderMagic))
        {
            var (size, origin) = (BinaryPrimitives.ReadUInt64LittleEndian(header[8..]), BinaryPrimitives.ReadUInt64LittleEndian(header[16..]));
            if (size > (ulong)file.Length) file.Note(HeaderAt, "header", $"The header claims a program of {size} bytes; the file has {file.Length}.");
            if (origin > (ulong)file.Length) file.Note(HeaderAt, "header", $"The segments would begin at byte {origin}; the file has {file.Length}.");
            else start = (long)origin;
        }

        for (uint i = 0; i < (segments?.Count ?? 0); i++)
        {
            if (segments!.Table(i) is not { } segment) continue;
            var (offset, size) = (segment.Number(0, 8), segment.Number(1, 8));
            if (offset > (ulong)(file.Length - start) || size > (ulong)(file.Length - start) - offset)
                file.Note(segment.At, segment.Name, $"'{segment.Name}' claims {size} bytes at byte {offset} behind the program; the file has {file.Length - start}.");
        }
    }

    private static void Plan(FlatBuffer file, FlatTable plan, HazardList hazards, uint inline, uint segments, CancellationToken token)
    {
        if (plan.Vector(6, 4, "operators") is { } operators)
        {
            for (uint i = 0; i < operators.Count; i++)
            {
                token.ThrowIfCancellationRequested();
                if (operators.Table(i) is not { } op || op.Text(0, "name") is not { } called || IsKnown(called)) continue;
                hazards.Add(ModelAspect.Operators, HazardEffect.Opaque, "executorch:custom-operator", ShortText.Of(called), $"The operator '{ShortText.Of(called)}' is not part of ExecuTorch; its code comes with another library.", op.At, op.Name);
            }
        }

        if (plan.Vector(7, 4, "delegates") is not { } delegates) return;
        for (uint i = 0; i < delegates.Count; i++)
        {
            token.ThrowIfCancellationRequested();
            if (delegates.Table(i) is not { } entry) continue;
            var id = entry.Text(0, "id") ?? string.Empty;
            hazards.Add(
                ModelAspect.Operators, IsKnownBackend(id) ? HazardEffect.Note : HazardEffect.Opaque, "executorch:delegate", ShortText.Of(id),
                $"A part of the program runs on the backend '{ShortText.Of(id)}', whose own form cannot be judged from here.", entry.At, entry.Name);
            if (entry.Table(1, "processed") is { } data && data.Number(1, 4) is var index && index >= (data.Number(0, 1) == 0 ? inline : segments))
                file.Note(data.At, data.Name, $"'{data.Name}' names the data {index}, which are not there.");
        }
    }

    private static bool IsKnown(string name) => name.IndexOf("::", StringComparison.Ordinal) is var end and > 0 && name[..end] is
        "aten" or "prim" or "prims" or "executorch_prim" or "quantized_decomposed" or "dim_order_ops" or "llama" or "torchao" or "cadence" or "cortex_m" or "etvk" or "et_vk" or "quantized" or "higher_order" or "sdpa";

    private static bool IsKnownBackend(string id) => id is
        "XnnpackBackend" or "CoreMLBackend" or "MPSBackend" or "QnnBackend" or "VulkanBackend" or "EthosUBackend" or "ArmBackend" or "VgfBackend" or "NeuropilotBackend"
            or "EnnBackend" or "OpenvinoBackend" or "NXPBackend" or "MetalBackend" or "CudaBackend" or "AotiBackend" or "CadenceBackend";
}
