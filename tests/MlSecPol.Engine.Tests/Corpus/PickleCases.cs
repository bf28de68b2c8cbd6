using System.IO.Compression;
using System.Text;
using MlSecPol.Engine.Models.Pickle;
using MlSecPol.Engine.Tests.Artifacts;
using MlSecPol.Engine.Tests.Models.Pickle;

namespace MlSecPol.Engine.Tests.Corpus;

/// <summary>Labelled pickles where loaders do not look first, and pickles of frameworks that name nothing dangerous.</summary>
internal static class PickleCases
{
    private static PickleAssembler Start => new PickleAssembler().Proto(4);

    private static byte[] Inert => Start.Call("os", "system", "true").Stop().Bytes;

    private static byte[] Old => Encoding.Latin1.GetBytes("cos\nsystem\n(S'true'\ntR.");

    private static byte[] Plain => Start.Text("weights").Stop().Bytes;

    public static IEnumerable<CorpusCase> All() =>
        [.. Hostile().Select(c => new CorpusCase("Pickle: " + c.Name, c.File, c.Content, IsHostile: true)), .. Clean().Select(c => new CorpusCase("Pickle: " + c.Name, c.File, c.Content, IsHostile: false))];

    private static IEnumerable<(string Name, string File, byte[] Content)> Hostile()
    {
        yield return ("behind zeros", "m.pkl", [0, 0, 0, 0, .. Inert]);
        yield return ("behind a word", "m.pkl", [.. "MODEL\n"u8, .. Inert]);
        yield return ("of protocol 0 behind a word", "m.bin", [.. "MODEL\u0001\u0002\u0003"u8, .. Old]);
        yield return ("behind a byte order mark", "m.pkl", [0xEF, 0xBB, 0xBF, .. Old]);
        yield return ("behind half a native header", "m.bin", [0x7F, .. "ELF"u8, .. new byte[60], .. Inert]);
        yield return ("in early joblib's compression", "m.joblib", [.. Encoding.ASCII.GetBytes($"ZF0x{Inert.Length:x}".PadRight(21)), .. Zlib(Inert)]);
        yield return ("behind a frame that lz4 skips", "m.lz4", [0x50, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, .. "abcd"u8, .. Lz4(Inert)]);
        yield return ("in the comment of an archive", "m.pt", Commented(new ZipAssembler().Add("m/data.pkl", Plain).Add("m/version", "3\n"u8.ToArray()).Build(), Inert));
        yield return ("with an enumeration of TorchScript before it", "m.pkl", [.. Start.StackGlobal("__torch__", "Colour").Int(1).Op(PickleOpcode.Reduce).Stop().Bytes, .. Inert]);
        yield return ("carried as data", "m.pkl", Start.Blob(Inert).Stop().Bytes);
        yield return ("carried as data in base64", "m.pkl", Start.Text(Convert.ToBase64String(Inert)).Stop().Bytes);
        yield return ("carried as data in hexadecimal digits", "m.pkl", Start.Text(Convert.ToHexStringLower(Inert)).Stop().Bytes);
        yield return ("carried as data in data", "m.pkl", Start.Blob(Start.Blob(Inert).Stop().Bytes).Stop().Bytes);
        foreach (var formula in (string[])["y ~ __import__('os').getcwd()", "y ~ os.system('true')", "y ~ np.load('a.npy')", "y ~ (lambda: 1)() + x"])
            yield return ($"with the formula {formula}", "m.pkl", Formula(formula));
        yield return ("that prints", "m.pkl", Start.Call("builtins", "print", "x").Stop().Bytes);
        yield return ("that loads a model by its name", "m.pkl", Start.Call("sentence_transformers", "SentenceTransformer", "name").Stop().Bytes);
        yield return ("that takes a scanner off", "m.pkl", Start.StackGlobal("fickling.hook", "remove_hook").Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.Reduce).Stop().Bytes);
        foreach (var (module, name) in ((string, string)[])[
            ("mailcap", "findmatch"), ("gettext", "c2py"), ("dataclasses", "_create_fn"), ("imghdr", "what"), ("uu", "encode"), ("xdrlib", "Unpacker"), ("sndhdr", "what"), ("ast", "parse"),
            ("numba.core.config", "reload_config"), ("torch.utils.file_baton", "FileBaton"), ("onnx.hub", "load"), ("networkx.readwrite.gpickle", "read_gpickle"), ("skimage.io", "imread"),
            ("statsmodels.iolib.smpickle", "load_pickle"), ("xarray.backends.api", "open_dataset"), ("anything.at.all", "spawn_worker"), ("anything.at.all", "exec_code"), ("cupy", "RawModule")])
        {
            yield return ($"that calls {module}.{name}", "m.pkl", Start.Call(module, name, "./a.b").Stop().Bytes);
        }
    }

    private static IEnumerable<(string Name, string File, byte[] Content)> Clean()
    {
        yield return ("a member of an enumeration of TorchScript", "m.pkl", Start.StackGlobal("__torch__", "Colour").Int(1).Op(PickleOpcode.Reduce).Stop().Bytes);
        yield return ("harmless and carried as data", "m.pkl", Start.Blob(Start.Text("weights").Stop().Bytes).Stop().Bytes);
        yield return ("early joblib under another codec's name", "m.gz", Zlib(Plain));
        yield return ("a table of numbers", "m.dat", "1 2 3\n4 5 6\n"u8.ToArray());
        foreach (var formula in (string[])["y ~ x", "np.log(y) ~ C(a, Treatment(reference='b')) + x:z + I(x**2) - 1", "y ~ Q('a b') * bs(x, df=4)"])
            yield return ($"with the formula {formula}", "m.pkl", Formula(formula));
        foreach (var (module, name) in ((string, string)[])[
            ("matplotlib.colors", "ListedColormap"), ("nltk.probability", "FreqDist"), ("networkx.classes.digraph", "DiGraph"), ("xarray.core.dataset", "Dataset"), ("skimage.transform._geometric", "AffineTransform"),
            ("sortedcontainers.sortedlist", "SortedList"), ("stable_baselines3.common.buffers", "ReplayBuffer"), ("gymnasium.spaces.box", "Box"), ("pytorch_lightning.callbacks.model_checkpoint", "ModelCheckpoint"),
            ("transformers.training_args", "TrainingArguments"), ("ultralytics.nn.tasks", "DetectionModel"), ("fairseq.data.dictionary", "Dictionary"), ("detectron2.structures.instances", "Instances"),
            ("spacy.tokens.doc", "Doc"), ("gensim.models.word2vec", "Word2Vec"), ("prophet.forecaster", "Prophet"), ("lifelines.fitters.coxph_fitter", "CoxPHFitter"), ("optuna.study.study", "Study"),
            ("langchain_core.documents.base", "Document"), ("rank_bm25", "BM25Okapi"), ("torch_geometric.data.data", "Data"), ("statistics", "NormalDist"), ("calendar", "Calendar"), ("json.encoder", "JSONEncoder")])
        {
            yield return ($"an object of {module}.{name}", "m.pkl", Restored(module, name));
        }

        foreach (var (module, name) in ((string, string)[])[("json", "loads"), ("numpy.linalg", "norm"), ("sklearn.metrics._ranking", "roc_auc_score"), ("statistics", "mean")])
            yield return ($"the function {module}.{name} as a value", "m.pkl", Start.StackGlobal(module, name).Stop().Bytes);
    }

    private static byte[] Formula(string text) =>
        Start.StackGlobal("statsmodels.base.data", "PandasData").Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.NewObj).Op(PickleOpcode.EmptyDict).Text("formula").Text(text).Op(PickleOpcode.SetItem).Op(PickleOpcode.Build).Stop().Bytes;

    private static byte[] Restored(string module, string name) =>
        Start.StackGlobal(module, name).Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.NewObj).Op(PickleOpcode.EmptyDict).Text("path").Text("/data/a.b").Op(PickleOpcode.SetItem).Op(PickleOpcode.Build).Stop().Bytes;

    private static byte[] Zlib(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionMode.Compress)) stream.Write(content);
        return packed.ToArray();
    }

    private static byte[] Lz4(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var stream = K4os.Compression.LZ4.Streams.LZ4Stream.Encode(packed, leaveOpen: true)) stream.Write(content);
        return packed.ToArray();
    }

    private static byte[] Commented(byte[] archive, byte[] comment) => [.. archive[..^2], (byte)comment.Length, 0, .. comment];
}
