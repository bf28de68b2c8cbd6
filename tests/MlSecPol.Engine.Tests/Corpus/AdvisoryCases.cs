using MlSecPol.Engine.Models.Pickle;
using MlSecPol.Engine.Tests.Artifacts;
using MlSecPol.Engine.Tests.Models;
using MlSecPol.Engine.Tests.Models.Pickle;
using MlSecPol.Engine.Tests.Models.PyTorch;

namespace MlSecPol.Engine.Tests.Corpus;

/// <summary>Techniques under which weaknesses of frameworks and scanners were published, as far as no other list of cases has them. Each names what it would call and is never loaded.</summary>
internal static class AdvisoryCases
{
    private const string Inert = "echo";

    private static readonly (string Module, string Name)[] Gadgets =
    [
        ("timeit", "timeit"), ("torch.utils.bottleneck.__main__", "run_cprofile"), ("torch.utils.bottleneck.__main__", "run_autograd_prof"), ("torch._dynamo.guards", "GuardBuilder.get"),
        ("torch.fx.experimental.symbolic_shapes", "ShapeEnv.evaluate_guards_expression"), ("torch.utils.collect_env", "run"), ("torch.utils.collect_env", "run_and_read_all"),
        ("torch.utils.data.datapipes.utils.decoder", "basichandlers"), ("torch.jit.unsupported_tensor_ops", "execWrapper"), ("torch.utils._config_module", "ConfigModule.load_config"),
        ("trace", "Trace.run"), ("trace", "Trace.runctx"), ("profile", "Profile.run"), ("profile", "Profile.runctx"), ("profile", "run"), ("cProfile", "run"), ("cProfile", "runctx"),
        ("lib2to3.pgen2.grammar", "Grammar.loads"), ("lib2to3.pgen2.pgen", "ParserGenerator.make_label"), ("idlelib.debugobj", "ObjectTreeItem.SetText"), ("idlelib.autocomplete", "AutoComplete.get_entity"),
        ("idlelib.autocomplete", "AutoComplete.fetch_completions"), ("idlelib.calltip", "Calltip.fetch_tip"), ("idlelib.calltip", "get_entity"), ("idlelib.run", "Executive.runcode"),
        ("idlelib.pyshell", "ModifiedInterpreter.runcommand"), ("idlelib.pyshell", "ModifiedInterpreter.runcode"), ("code", "InteractiveInterpreter.runcode"), ("ensurepip", "_run_pip"),
        ("doctest", "debug_script"), ("pkgutil", "resolve_name"), ("uuid", "_get_command_stdout"), ("_osx_support", "_read_output"), ("_aix_support", "_read_cmd_output"), ("imaplib", "IMAP4_stream"),
        ("distutils.file_util", "write_file"), ("ctypes", "CDLL"), ("pydoc", "locate"), ("pty", "spawn"), ("numpy.f2py.crackfortran", "getlincoef"), ("_io", "FileIO"), ("logging", "FileHandler"),
        ("cloudpickle.cloudpickle", "_make_function"), ("types", "CodeType"), ("marshal", "loads"), ("runpy", "run_path"), ("importlib", "import_module"), ("multiprocessing.util", "spawnv_passfds"),
        ("builtins", "exec"), ("_posixsubprocess", "fork_exec"), ("atexit", "register"), ("_interpreters", "run_string"), ("linecache", "getlines"), ("unittest", "main"), ("platform", "_syscmd_ver"),
        ("pip", "main"), ("asyncio.unix_events", "_UnixSubprocessTransport._start"), ("torch.jit.annotations", "parse_type_line"), ("torch.distributed.rpc", "rpc_sync"),
        ("torch.distributed.nn.api.remote_module", "RemoteModule"), ("joblib.parallel", "Parallel"),
    ];

    public static IEnumerable<CorpusCase> All() => [.. Gadgets.Select(g => Hostile($"gadget {g.Module}.{g.Name}", "m.pkl", Call(g.Module, g.Name))), .. Tricks()];

    private static IEnumerable<CorpusCase> Tricks()
    {
        var call = Call("os", "system");
        yield return Hostile("methodcaller by a private twin", "m.pkl", new PickleAssembler().Proto(4).StackGlobal("_operator", "methodcaller").Text("__import__").Reduce(1).Stop().Bytes);
        yield return Hostile("attrgetter by a private twin", "m.pkl", new PickleAssembler().Proto(4).StackGlobal("_operator", "attrgetter").Text("__globals__").Reduce(1).Stop().Bytes);
        yield return Hostile("dotted name through a harmless module", "m.pkl", Call("pathlib", "os.system"));
        yield return Hostile("items of a tensor", "m.pkl", new PickleAssembler().Proto(2).Global("torch._utils", "_rebuild_tensor_v2").Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.Reduce).Int(1).Int(2).Op(PickleOpcode.SetItem).Stop().Bytes);
        yield return Hostile("argument over the end of its frame", "m.pkl", Straddled());
        yield return Hostile("plain pickle under the name of an archive", "model.bin", call);
        yield return Hostile("payload with an unusual extension", "m.pt", Archive().Add("archive/notes.p", call).Build());
        yield return Hostile("payload with a wrong checksum", "m.pt", new ZipAssembler().Add("archive/data.pkl", call, crc: 1).Build());
        yield return Hostile("payload that claims to be encrypted", "m.pt", new ZipAssembler().Add("archive/data.pkl", call, flags: 1).Build());
        yield return Hostile("payload with other flags in its header", "m.pt", new ZipAssembler().Add("archive/data.pkl", call, flags: 0, localFlags: 0x20).Build());
        yield return Hostile("checkpoint that calls", "m.pt", new ZipAssembler().Add("archive/data.pkl", call).Add("archive/version", "3\n"u8.ToArray()).Build());
        yield return Hostile("array of objects that calls", "m.npy", Samples.NumPy("'|O'", "(1,)", call));
        yield return Hostile("joblib file that calls", "m.joblib", new PickleAssembler().Proto(4).StackGlobal("joblib.numpy_pickle", "NumpyArrayWrapper").Op(PickleOpcode.Pop).StackGlobal("os", "system").Text(Inert).Reduce(1).Stop().Bytes);
        yield return Hostile("estimator that calls", "m.pkl", new PickleAssembler().Proto(4).StackGlobal("sklearn.svm._classes", "SVC").Op(PickleOpcode.Pop).StackGlobal("os", "system").Text(Inert).Reduce(1).Stop().Bytes);
        yield return Hostile("storage of another size", "m.pt", new ZipAssembler().Add("archive/data.pkl", Samples.Checkpoint("0", 1000)).Add("archive/data/0", new byte[4]).Build());
        yield return Hostile("metadata pairs beyond the file", "m.gguf", [.. "GGUF"u8, 3, 0, 0, 0, .. new byte[8], 0, 0, 0, 0, 0, 0, 0, 0x40]);
        yield return Hostile("test data that leave the folder", "m.tar.gz", TorchSamples.Gzip(TorchSamples.Tar(("../../outside.txt", "x"u8.ToArray()))));
    }

    private static CorpusCase Hostile(string name, string file, byte[] content) => new($"Advisory: {name}", file, content, IsHostile: true);

    private static byte[] Call(string module, string name) => new PickleAssembler().Proto(4).StackGlobal(module, name).Text(Inert).Reduce(1).Stop().Bytes;

    /// <summary>Read in one piece the bytes argument swallows the payload; an unpickler that drops the rest of the frame runs it.</summary>
    private static byte[] Straddled()
    {
        var payload = new PickleAssembler().Global("os", "system").Text(Inert).Reduce(1).Bytes;
        return new PickleAssembler().Proto(5).Op(PickleOpcode.Frame).Number(8, 2).Raw((byte)PickleOpcode.BinBytes, (byte)(payload.Length + 3), 1, 0, 0)
            .Raw(0, 0).Raw(payload).Raw(new byte[256]).Stop().Bytes;
    }

    private static ZipAssembler Archive() => new ZipAssembler().Add("archive/data.pkl", Samples.Plain).Add("archive/version", "3\n"u8.ToArray());
}
