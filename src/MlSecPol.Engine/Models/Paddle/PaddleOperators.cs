using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Paddle;

/// <summary>Judges operators of PaddlePaddle by what they do, in whichever form the program is written.</summary>
internal sealed class PaddleOperators(HazardList hazards)
{
    /// <summary>Judges one operator.</summary>
    /// <param name="type">Its name, without that of its dialect.</param>
    /// <param name="texts">The texts that it is given.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="place">Where it stands in the program.</param>
    internal void Judge(string type, IReadOnlyList<string> texts, long offset, string place)
    {
        if (Effect(type) is not var (effect, does))
        {
            Foreign(type, texts, offset, place);
            return;
        }

        var target = texts.Count == 0 ? string.Empty : $", here with '{ShortText.Of(string.Join(", ", texts))}'";
        hazards.Add(ModelAspect.Operators, effect, "paddle:" + type, type, $"The operator {type} {does}{target}.", offset, place);
    }

    private static (HazardEffect Effect, string Does)? Effect(string type) => type switch
    {
        "py_func" or "py_layer" or "pylayer" => (HazardEffect.Execute, "calls back into the Python interpreter"),
        "load" or "load_combine" or "read_file" or "open_files" or "lookup_sparse_table_init" => (HazardEffect.ReadFile, "reads files by name"),
        "create_recordio_file_reader" or "create_custom_reader" => (HazardEffect.ReadFile, "reads files by name"),
        "save" or "save_combine" or "checkpoint_notify" => (HazardEffect.WriteFile, "writes files"),
        "listen_and_serv" or "send" or "recv" or "send_barrier" or "fetch_barrier" or "prefetch" or "send_and_recv" or "gen_nccl_id" or "gen_bkcl_id" or "gen_hccl_id"
            or "distributed_lookup_table" or "distributed_push_sparse" or "c_gen_nccl_id" or "c_gen_bkcl_id" or "heter_listen_and_serv" => (HazardEffect.Network, "connects to another machine"),
        _ => null,
    };

    /// <summary>An operator that is given a file outside of the model, an address, or a native library, whatever it is called.</summary>
    private void Foreign(string type, IReadOnlyList<string> texts, long offset, string place)
    {
        foreach (var text in texts)
        {
            var target = FileTargets.Of(text);
            var isLibrary = text.EndsWith(".so", StringComparison.OrdinalIgnoreCase) || text.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || text.EndsWith(".dylib", StringComparison.OrdinalIgnoreCase);
            if (!isLibrary && target is not (FileTarget.Remote or FileTarget.Above) && !FileTargets.IsOfSystem(text)) continue;
            hazards.Add(
                ModelAspect.Operators, isLibrary ? HazardEffect.Execute : target == FileTarget.Remote ? HazardEffect.Network : HazardEffect.ReadFile, "paddle:target", type,
                $"The operator {ShortText.Of(type)} is given '{ShortText.Of(text)}'.", offset, place, ShortText.Of(text));
        }
    }
}
