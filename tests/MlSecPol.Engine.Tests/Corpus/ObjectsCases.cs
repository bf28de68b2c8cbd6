using System.Text;
using MlSecPol.Engine.Tests.Artifacts;
using MlSecPol.Engine.Tests.Corpus.Objects;

namespace MlSecPol.Engine.Tests.Corpus;

/// <summary>Objects outside of pickle and native models of trees and graphs: skops, R, Java, MessagePack, XGBoost, LightGBM, CatBoost, MXNet.</summary>
internal static class ObjectsCases
{
    private const string Estimator =
        """{"__class__":"LogisticRegression","__module__":"sklearn.linear_model._logistic","__loader__":"ObjectNode","content":{"__class__":"dict","__module__":"builtins","__loader__":"DictNode","content":NODE,"key_types":{"__class__":"list","__module__":"builtins","__loader__":"ListNode","content":[]}},"__id__":1,"protocol":2,"_skops_version":"0.11.0"}""";

    public static IEnumerable<CorpusCase> All() => [.. Skops(), .. R(), .. Java(), .. Pack(), .. XGBoost(), .. OtherTrees(), .. Mxnet()];

    private static CorpusCase Bad(string name, string file, byte[] content) => new(name, file, content, IsHostile: true);

    private static CorpusCase Good(string name, string file, byte[] content) => new(name, file, content, IsHostile: false);

    private static byte[] Archive(string node) => new ZipAssembler().Add("schema.json", Encoding.UTF8.GetBytes(Estimator.Replace("NODE", $$"""{"a":{{node}}}""", StringComparison.Ordinal)), method: 8).Build();

    private static string Node(string loader, string module, string name, string rest = "\"content\":{}") => $$"""{"__class__":"{{name}}","__module__":"{{module}}","__loader__":"{{loader}}",{{rest}}}""";

    private static string Text(string text) => Node("JsonNode", "builtins", "str", $"\"content\":\"\\\"{text}\\\"\",\"is_json\":true");

    private static string Tuple(params string[] items) => Node("TupleNode", "builtins", "tuple", $"\"content\":[{string.Join(',', items)}]");

    private static IEnumerable<CorpusCase> Skops()
    {
        yield return Bad("skops: function of another module", "m.skops", Archive(Node("FunctionNode", "os", "system")));
        yield return Bad("skops: function in the first layout", "m.skops", Archive(Node("FunctionNode", "builtins", "function", "\"content\":{\"module_path\":\"os\",\"function\":\"getcwd\"}")));
        yield return Bad("skops: list whose class is a callable", "m.skops", Archive(Node("ListNode", "os", "popen", "\"content\":[]")));
        yield return Bad("skops: dictionary whose class is a callable", "m.skops", Archive(Node("DictNode", "subprocess", "Popen", "\"content\":{}")));
        yield return Bad("skops: array whose class is a callable", "m.skops", Archive(Node("NdArrayNode", "builtins", "exec", "\"type\":\"json\",\"content\":[]")));
        yield return Bad("skops: operator under another module's name", "m.skops", Archive(Node("OperatorFuncNode", "sklearn.linear_model", "call", $"\"attrs\":{Tuple(Node("TypeNode", "builtins", "list"))}")));
        yield return Bad("skops: operator.call", "m.skops", Archive(Node("OperatorFuncNode", "operator", "call", $"\"attrs\":{Tuple(Node("TypeNode", "builtins", "list"))}")));
        yield return Bad("skops: attribute of the interpreter", "m.skops", Archive(Node("OperatorFuncNode", "operator", "attrgetter", $"\"attrs\":{Tuple(Text("__init__.__globals__"))}")));
        yield return Bad("skops: caller of a method that runs code", "m.skops", Archive(Node("OperatorFuncNode", "operator", "methodcaller", $"\"attrs\":{Tuple(Text("__reduce__"))}")));
        yield return Bad("skops: method by a walk", "m.skops", Archive(Node("MethodNode", "sklearn.linear_model._base", "LinearRegression", $"\"content\":{{\"func\":\"__class__.__init__.__globals__\",\"obj\":{Node("ObjectNode", "sklearn.linear_model._base", "LinearRegression")}}}")));
        yield return Bad("skops: method of a method", "m.skops", Archive(Node("MethodNode", "sklearn.base", "A", $"\"content\":{{\"func\":\"fit\",\"obj\":{Node("MethodNode", "sklearn.base", "A", $"\"content\":{{\"func\":\"__getattribute__\",\"obj\":{Node("ObjectNode", "sklearn.base", "A")}}}")}}}")));
        yield return Bad("skops: method of another class", "m.skops", Archive(Node("MethodNode", "sklearn.linear_model._base", "LinearRegression", $"\"content\":{{\"func\":\"fit\",\"obj\":{Node("ObjectNode", "sklearn.base", "BaseEstimator")}}}")));
        yield return Bad("skops: class that stands twice", "m.skops", Archive("""{"__class__":"list","__class__":"dict","__module__":"builtins","__loader__":"ListNode","content":[]}"""));
        yield return Bad("skops: partial over a program", "m.skops", Archive(Node("PartialNode", "functools", "partial", $"\"content\":{{\"func\":{Node("FunctionNode", "subprocess", "run")},\"args\":{Tuple()}}}")));
        yield return Bad("skops: bit generator that is none", "m.skops", Archive(Node("RandomGeneratorNode", "numpy.random", "Generator", "\"content\":{\"bit_generator\":{\"bit_generator\":\"_pickle.__builtins__\"}}")));
        yield return Bad("skops: unknown loader with a dangerous class", "m.skops", Archive(Node("ThingNode", "importlib", "import_module")));
        yield return Bad("skops: pickle under the name", "m.skops", [0x80, 2, .. "cos\ngetcwd\n)R."u8]);
        yield return Bad("skops: schema in a plain zip", "m.zip", new ZipAssembler().Add("schema.json", Encoding.UTF8.GetBytes(Node("FunctionNode", "os", "system"))).Add("readme/x.txt", "x"u8.ToArray()).Build());
        yield return Good("skops: estimator", "m.skops", Archive(Text("l2")));
        yield return Good("skops: function of NumPy", "m.skops", Archive(Node("FunctionNode", "numpy", "log1p")));
        yield return Good("skops: item getter", "m.skops", Archive(Node("OperatorFuncNode", "operator", "itemgetter", $"\"attrs\":{Tuple(Text("os"))}")));
        yield return Good("skops: method of an estimator", "m.skops", Archive(Node("MethodNode", "sklearn.decomposition._pca", "PCA", $"\"content\":{{\"func\":\"transform\",\"obj\":{Node("ObjectNode", "sklearn.decomposition._pca", "PCA")}}}")));
        yield return Good("skops: text that sounds dangerous", "m.skops", Archive(Text("os.system('id')")));
        yield return Good("skops: random generator", "m.skops", Archive(Node("RandomGeneratorNode", "numpy.random", "Generator", "\"content\":{\"bit_generator\":{\"bit_generator\":\"PCG64\"}}")));
        yield return Good("skops: containers", "m.skops", Archive(Tuple(Node("SetNode", "builtins", "set", "\"content\":[]"), Node("SliceNode", "builtins", "slice"), Node("TypeNode", "builtins", "int"))));
        yield return Good("skops: sparse matrix in an archive of its own", "m.skops", new ZipAssembler().Add("7.npz", new ZipAssembler().Add("shape.npy", Models.Samples.NumPy("'<i8'", "(2,)", new byte[16])).Build()).Add("schema.json", Encoding.UTF8.GetBytes(Node("SparseMatrixNode", "scipy.sparse._csr", "csr_matrix", "\"type\":\"scipy\",\"file\":\"7.npz\""))).Build());
        yield return Good("zip with another schema", "m.zip", new ZipAssembler().Add("schema.json", "{\"fields\":[]}"u8.ToArray()).Add("table/rows.csv", "a,b\n1,2\n"u8.ToArray()).Build());
    }

    private static IEnumerable<CorpusCase> R()
    {
        yield return Bad("R: promise as the object", "m.rds", RWriter.File(w => w.Promise(p => p.Call("system", "id"))));
        yield return Bad("R: promise as text", "m.rds", RWriter.File(w => w.Promise(p => p.Call("Sys.getpid")), isText: true));
        yield return Bad("R: promise in a list", "m.rds", RWriter.File(w => w.Integer(19).Integer(2).Reals(1).Promise(p => p.Call("quit"))));
        yield return Bad("R: promise in a workspace", "m.rda", RWriter.File(w => w.Integer(0x402).Symbol("x").Promise(p => p.Call("getwd")).Nil(), mark: "RDX2\n"));
        yield return Bad("R: promise in an attribute", "m.rds", RWriter.File(w => w.Integer(0x20E).Integer(0).Integer(0x402).Symbol("class").Promise(p => p.Call("getwd")).Nil()));
        yield return Bad("R: program in a captured promise", "m.rds", RWriter.File(w => w.Environment("x", v => v.Promise(p => p.Call("system", "id")))));
        yield return Bad("R: text evaluated in a captured promise", "m.rds", RWriter.File(w => w.Environment("x", v => v.Promise(p => p.Call("eval", "1")))));
        yield return Bad("R: download in a captured promise", "m.rds", RWriter.File(w => w.Environment("x", v => v.Promise(p => p.Call("download.file", "u", "f")))));
        yield return Bad("R: promise in version 3", "m.rds", RWriter.File(w => w.Promise(p => p.Call("getwd")), version: 3));
        yield return Bad("R: function that starts a program", "m.rds", RWriter.File(w => w.Function(b => b.Call("system", "id"))));
        yield return Bad("R: function that starts a program by name", "m.rds", RWriter.File(w => w.Function(b => b.Call("do.call", "system2"))));
        yield return Bad("R: function in a promise", "m.rds", RWriter.File(w => w.Promise(p => p.Integer(6).Function(b => b.Call("getwd")).Nil())));
        yield return Bad("R: active binding that starts a program", "m.rds", RWriter.File(w => w.Environment("x", v => v.Function(b => b.Call("system", "id")), cell: 0x402 | (1 << 27))));
        yield return Bad("R: source text that starts a program", "m.rds", RWriter.File(w => w.Function(b => b.Integer(6).Symbol("eval").Integer(2).Call("parse", "system('id')").Nil())));
        yield return Bad("R: source from an address", "m.rds", RWriter.File(w => w.Function(b => b.Call("source", "http://127.0.0.1/x.R"))));
        yield return Bad("R: function that a session calls at its start", "m.RData", RWriter.File(w => w.Integer(0x402).Symbol(".First").Function(b => b.Call("getwd")).Nil(), mark: "RDX2\n"));
        yield return Bad("R: file mapped into memory", "m.rds", RWriter.File(w => w.Integer(238).Integer(2).Symbol("mmap_real").Integer(2).Symbol("simplemmap").Integer(2).Integer(13).Integer(1).Integer(14).Nil().Text("/etc/passwd").Nil(), version: 3));
        yield return Bad("R: vector longer than the file", "m.rds", RWriter.File(w => w.Integer(14).Integer(int.MaxValue)));
        yield return Bad("R: vector of negative length", "m.rds", RWriter.File(w => w.Integer(13).Integer(-5)));
        yield return Bad("R: vector of 64-bit length", "m.rds", RWriter.File(w => w.Integer(24).Integer(-1).Integer(int.MaxValue).Integer(-1)));
        yield return Bad("R: reference to nothing", "m.rds", RWriter.File(w => w.Integer((7 << 8) | 255)));
        yield return Good("R: numbers", "m.rds", RWriter.File(w => w.Reals(1, 2.5)));
        yield return Good("R: numbers as text", "m.rds", RWriter.File(w => w.Reals(1, 2.5), isText: true));
        yield return Good("R: workspace", "m.rda", RWriter.File(w => w.Integer(0x402).Symbol("x").Reals(1).Nil(), mark: "RDX2\n"));
        yield return Good("R: texts that sound dangerous", "m.rds", RWriter.File(w => w.Text("system('id'); eval(parse(text=x))")));
        yield return Good("R: column named like a program", "m.rds", RWriter.File(w => w.Integer(0x213).Integer(1).Reals(1).Integer(0x402).Symbol("names").Text("system").Nil()));
        yield return Good("R: function", "m.rds", RWriter.File(w => w.Function(b => b.Call("eval", "x"))));
        yield return Good("R: promise that has its value", "m.rds", RWriter.File(w => w.Environment("x", v => v.Integer(5).Reals(1).Call("getwd"))));
        yield return Good("R: captured argument", "m.rds", RWriter.File(w => w.Environment("x", v => v.Promise(p => p.Call("sum", "1")))));
        yield return Good("R: function with an address in a text", "m.rds", RWriter.File(w => w.Function(b => b.Call("stop", "see https://www.r-project.org"))));
        yield return Good("R: call kept as data", "m.rds", RWriter.File(w => w.Call("lm", "y ~ x")));
        yield return Good("R: pointer", "m.rds", RWriter.File(w => w.Integer(22).Nil().Nil()));
        yield return Good("R: sequence", "m.rds", RWriter.File(w => w.Integer(238).Integer(2).Symbol("compact_intseq").Integer(2).Symbol("base").Integer(2).Integer(13).Integer(1).Integer(13).Nil().Reals(9, 1, 1).Nil(), version: 3));
    }

    private static IEnumerable<CorpusCase> Java()
    {
        foreach (var gadget in (string[])["org.apache.commons.collections.functors.InvokerTransformer", "com.sun.org.apache.xalan.internal.xsltc.trax.TemplatesImpl", "java.lang.ProcessBuilder", "org.codehaus.groovy.runtime.MethodClosure", "java.net.URL", "com.sun.rowset.JdbcRowSetImpl"])
            yield return Bad($"Java: {gadget}", "m.ser", new JavaWriter().Number(gadget, 1).Build());
        yield return Bad("Java: gadget inside of a collection", "m.model", new JavaWriter().Holding("java.util.HashSet", w => w.Bytes(0x77, 4, 0, 0, 0, 1).Number("org.apache.commons.collections.keyvalue.TiedMapEntry", 1)).Build());
        yield return Bad("Java: array of gadgets", "m.ser", new JavaWriter().Bytes(0x75).Class("[Lorg.apache.commons.collections.functors.ChainedTransformer;", 2).Integer(0).Build());
        yield return Bad("Java: proxy", "m.ser", new JavaWriter().Bytes(0x73, 0x7D).Integer(1).Name("java.util.Map").Bytes(0x78, 0x70).Build());
        yield return Bad("Java: gadget before a break", "m.ser", [.. new JavaWriter().Number("bsh.XThis", 1).Build(), 0x01, 0x02]);
        yield return Good("Java: number", "m.ser", new JavaWriter().Number("java.lang.Integer", 7).Build());
        yield return Good("Java: text that sounds dangerous", "m.ser", new JavaWriter().Text("java.lang.Runtime.getRuntime().exec").Build());
        yield return Good("Java: collection", "m.ser", new JavaWriter().Holding("java.util.ArrayList", w => w.Bytes(0x77, 4, 0, 0, 0, 1).Number("java.lang.Integer", 7)).Build());
        yield return Good("Java: WEKA classifier", "m.model", new JavaWriter().Number("weka.classifiers.trees.J48", 7).Build());
    }

    private static IEnumerable<CorpusCase> Pack()
    {
        byte[] Params(byte[] value) => PackWriter.Map(("params", PackWriter.Map(("kernel", value))));
        yield return Bad("MessagePack: shape larger than the bytes", "m.msgpack", Params(PackWriter.Array([4, 4], "float32", 16)));
        yield return Bad("MessagePack: negative extent", "m.msgpack", Params(PackWriter.Array([-1, 4], "float32", 16)));
        yield return Bad("MessagePack: shape beyond 64 bits", "m.msgpack", Params(PackWriter.Array([int.MaxValue, int.MaxValue, int.MaxValue], "float32", 16)));
        yield return Bad("MessagePack: bytes beyond the extension", "m.msgpack", Params(PackWriter.Array([4], "float32", 16, claimed: 1000)));
        yield return Bad("MessagePack: array of objects", "m.msgpack", Params(PackWriter.Array([2], "object", 16)));
        yield return Bad("MessagePack: array that is no array", "m.msgpack", Params(PackWriter.Extension(1, [0x93, 0x91, 1, 0xC0, 0xC0])));
        yield return Bad("MessagePack: extension beyond the file", "m.msgpack", Params(PackWriter.Extension(1, [0x93, 0x91, 1, 0xC0], claimed: int.MaxValue)));
        yield return Bad("MessagePack: key twice", "m.msgpack", PackWriter.Map(("a", PackWriter.Array([1], "int8", 1)), ("a", PackWriter.Array([1], "int8", 1))));
        yield return Bad("MessagePack: pickle in bytes", "m.msgpack", PackWriter.Map(("nd", [0xC3]), ("data", PackWriter.Binary([0x80, 2, .. "cos\ngetcwd\n)R."u8]))));
        yield return Bad("MessagePack: pickle in an extension", "m.msgpack", PackWriter.Map(("x", PackWriter.Extension(42, [0x80, 2, .. "cos\ngetcwd\n)R."u8]))));
        yield return Bad("MessagePack: code in text", "m.msgpack", PackWriter.Map(("apply_fn", PackWriter.Map(("code", PackWriter.Text("exec(base64.b64decode('eA=='))"))))));
        yield return Good("MessagePack: parameters", "m.msgpack", Params(PackWriter.Array([2, 2], "float32", 16)));
        yield return Good("MessagePack: parameters under another name", "m.ckpt", Params(PackWriter.Array([8], "bfloat16", 16)));
        yield return Good("MessagePack: scalar", "m.msgpack", PackWriter.Map(("step", PackWriter.Array([], "int32", 4, extension: 3)), ("name", PackWriter.Text("os.system"))));
        yield return Good("MessagePack: map without arrays", "m.msgpack", PackWriter.Map(("name", PackWriter.Text("eval")), ("step", [3])));
        yield return Good("MessagePack: list", "m.mpk", [0x92, 1, .. PackWriter.Array([1], "int8", 1)]);
        yield return Good("MessagePack: complex number", "m.msgpack", PackWriter.Map(("c", PackWriter.Extension(2, [0x92, 1, 2])), ("empty", PackWriter.Array([0, 4], "float32", 0))));
    }

    private static IEnumerable<CorpusCase> XGBoost()
    {
        yield return Bad("XGBoost JSON: child that is no node", "m.json", TreeWriter.XGBoostJson(left: "[9,-1,-1]"));
        yield return Bad("XGBoost JSON: circle", "m.json", TreeWriter.XGBoostJson(left: "[1,0,-1]", right: "[2,2,-1]"));
        yield return Bad("XGBoost JSON: list too short", "m.json", TreeWriter.XGBoostJson(left: "[1,-1]"));
        yield return Bad("XGBoost JSON: feature that is none", "m.json", TreeWriter.XGBoostJson(splits: "[1000000,0,0]"));
        yield return Bad("XGBoost JSON: negative feature", "m.json", TreeWriter.XGBoostJson(splits: "[-5,0,0]"));
        yield return Bad("XGBoost JSON: more nodes than there are", "m.json", TreeWriter.XGBoostJson(nodes: "4000000"));
        yield return Bad("XGBoost JSON: more trees than there are", "m.json", TreeWriter.XGBoostJson(trees: "100"));
        yield return Good("XGBoost JSON: configuration without trees", "m.json", Encoding.UTF8.GetBytes("""{"learner":{"generic_param":{"seed":"0"},"gradient_booster":{"gbtree_model_param":{"num_parallel_tree":"1","num_trees":"2"},"name":"gbtree","updater":{}},"learner_model_param":{"base_score":"5E-1","num_feature":"4"},"objective":{"name":"reg:squarederror"}},"version":[1,7,4]}"""));
        yield return Bad("XGBoost JSON: count beyond 31 bits", "m.json", TreeWriter.XGBoostJson(features: "99999999999999999999"));
        yield return Bad("XGBoost JSON: tree information of other length", "m.json", TreeWriter.XGBoostJson(info: "[0,0,0]"));
        yield return Bad("XGBoost JSON: categories outside", "m.json", TreeWriter.XGBoostJson(categories: "[1,2]", owners: "[0]", segments: "[1]", sizes: "[900]"));
        yield return Bad("XGBoost JSON: key twice", "m.json", TreeWriter.XGBoostJson(extra: ",\"objective\":{}"));
        yield return Good("XGBoost JSON", "m.json", TreeWriter.XGBoostJson());
        yield return Good("XGBoost JSON with categories", "model.json", TreeWriter.XGBoostJson(categories: "[1,2]", owners: "[0]", segments: "[0]", sizes: "[2]"));
        yield return Bad("XGBoost UBJSON: count beyond the file", "m.ubj", TreeWriter.XGBoostUniversal(left: PackWriter.Integers(1L << 40, 1)));
        yield return Bad("XGBoost UBJSON: negative count", "m.ubj", TreeWriter.XGBoostUniversal(conditions: PackWriter.Floats(3, claimed: -1)));
        yield return Bad("XGBoost UBJSON: text beyond the file", "m.ubj", PackWriter.Object(("learner", PackWriter.String("x", claimed: 1L << 50))));
        yield return Bad("XGBoost UBJSON: child that is no node", "m.ubj", TreeWriter.XGBoostUniversal(left: PackWriter.Integers(null, 7, -1, -1)));
        yield return Bad("XGBoost UBJSON: list too short", "m.ubj", TreeWriter.XGBoostUniversal(conditions: PackWriter.Floats(1)));
        yield return Good("XGBoost UBJSON", "m.ubj", TreeWriter.XGBoostUniversal());
        yield return Bad("XGBoost binary: more trees than bytes", "m.model", TreeWriter.XGBoostBinary(trees: int.MaxValue));
        yield return Bad("XGBoost binary: more nodes than bytes", "m.model", TreeWriter.XGBoostBinary(nodes: 1 << 28));
        yield return Bad("XGBoost binary: negative nodes", "m.model", TreeWriter.XGBoostBinary(nodes: -3));
        yield return Bad("XGBoost binary: child that is no node", "m.model", TreeWriter.XGBoostBinary(leftOfRoot: 77));
        yield return Bad("XGBoost binary: both children are one", "m.model", TreeWriter.XGBoostBinary(rightOfRoot: 1));
        yield return Bad("XGBoost binary: feature that is none", "m.model", TreeWriter.XGBoostBinary(split: 4000));
        yield return Bad("XGBoost binary: name beyond the file", "m.model", TreeWriter.XGBoostBinary(nameLength: 1L << 40));
        yield return Good("XGBoost binary", "m.model", TreeWriter.XGBoostBinary());
    }

    private static IEnumerable<CorpusCase> OtherTrees()
    {
        yield return Bad("LightGBM: child that is no node", "m.txt", TreeWriter.LightGbm(left: "7 -1"));
        yield return Bad("LightGBM: leaf that is none", "m.txt", TreeWriter.LightGbm(right: "-2 -30"));
        yield return Bad("LightGBM: node that is its own child", "m.txt", TreeWriter.LightGbm(left: "0 -1"));
        yield return Bad("LightGBM: more leaves than values", "m.txt", TreeWriter.LightGbm(leaves: "4000"));
        yield return Bad("LightGBM: negative leaves", "m.txt", TreeWriter.LightGbm(leaves: "-3"));
        yield return Bad("LightGBM: feature that is none", "m.txt", TreeWriter.LightGbm(splits: "0 900"));
        yield return Bad("LightGBM: sizes of trees that lie", "m.txt", TreeWriter.LightGbm(sizes: "99999999"));
        yield return Bad("LightGBM: sizes of trees that are not there", "m.txt", TreeWriter.LightGbm(sizes: "100 100 100"));
        yield return Bad("LightGBM: boundaries of categories outside", "m.txt", TreeWriter.LightGbm(categories: "num_cat=1\ncat_boundaries=0 900\ncat_threshold=1"));
        yield return Bad("LightGBM: key twice", "m.txt", TreeWriter.LightGbm(head: "num_class=9\n"));
        yield return Bad("LightGBM: more features than names", "m.txt", TreeWriter.LightGbm(features: "70000"));
        yield return Good("LightGBM", "m.txt", TreeWriter.LightGbm());
        yield return Good("LightGBM under another name", "m.lgb", TreeWriter.LightGbm());
        yield return Good("LightGBM with categories", "m.txt", TreeWriter.LightGbm(categories: "num_cat=1\ncat_boundaries=0 1\ncat_threshold=1"));
        yield return Bad("CatBoost: core beyond the file", "m.cbm", TreeWriter.CatBoost(coreSize: int.MaxValue));
        yield return Bad("CatBoost: root outside", "m.cbm", TreeWriter.CatBoost(root: 1 << 28));
        yield return Bad("CatBoost: list beyond the core", "m.cbm", TreeWriter.CatBoost(splitCount: 1 << 29));
        yield return Bad("CatBoost: tree with more splits than there are", "m.cbm", TreeWriter.CatBoost(treeSize: 900));
        yield return Bad("CatBoost: tree that begins outside", "m.cbm", TreeWriter.CatBoost(start: 900));
        yield return Bad("CatBoost: tree that begins before the list", "m.cbm", TreeWriter.CatBoost(start: -4));
        yield return Good("CatBoost", "m.cbm", TreeWriter.CatBoost());
    }

    private static byte[] Graph(string op = "Convolution", string input = "0", string heads = "[[1,0,0]]", string arguments = "[0]", string rows = "[0,1,2]", string attributes = "{}") => Encoding.UTF8.GetBytes(
        $$$"""{"nodes":[{"op":"null","name":"data","inputs":[]},{"op":"{{{op}}}","name":"system","attrs":{{{attributes}}},"inputs":[[{{{input}}},0,0]]}],"arg_nodes":{{{arguments}}},"node_row_ptr":{{{rows}}},"heads":{{{heads}}},"attrs":{"mxnet_version":["int",10600]}}""");

    private static byte[] Arrays(long count = 1, uint magic = 0xF993FAC9, int dimensions = 1, long extent = 4, int type = 0, long names = 1) =>
    [
        .. BitConverter.GetBytes(0x112L), .. new byte[8], .. BitConverter.GetBytes(count), .. BitConverter.GetBytes(magic), .. BitConverter.GetBytes(0), .. BitConverter.GetBytes(dimensions), .. BitConverter.GetBytes(extent),
        .. BitConverter.GetBytes(1), .. BitConverter.GetBytes(0), .. BitConverter.GetBytes(type), .. new byte[16], .. BitConverter.GetBytes(names), .. BitConverter.GetBytes(5L), .. "arg:w"u8,
    ];

    private static IEnumerable<CorpusCase> Mxnet()
    {
        yield return Bad("MXNet graph: input that comes later", "m-symbol.json", Graph(input: "9"));
        yield return Bad("MXNet graph: input of itself", "m-symbol.json", Graph(input: "1"));
        yield return Bad("MXNet graph: output that is no node", "m-symbol.json", Graph(heads: "[[40,0,0]]"));
        yield return Bad("MXNet graph: argument that is no node", "m-symbol.json", Graph(arguments: "[-1]"));
        yield return Bad("MXNet graph: rows for other nodes", "m-symbol.json", Graph(rows: "[0,1,2,3,4]"));
        yield return Good("MXNet graph", "m-symbol.json", Graph());
        yield return Bad("MXNet arrays: more than there are", "m.params", Arrays(count: 1L << 50));
        yield return Bad("MXNet arrays: larger than the file", "m.params", Arrays(extent: 1L << 40));
        yield return Bad("MXNet arrays: negative extent", "m.params", Arrays(extent: -4));
        yield return Bad("MXNet arrays: too many dimensions", "m.params", Arrays(dimensions: 1 << 20));
        yield return Bad("MXNet arrays: unknown type", "m.params", Arrays(type: 99));
        yield return Bad("MXNet arrays: more names than arrays", "m.params", Arrays(names: 1L << 40));
        yield return Good("MXNet arrays", "m.params", Arrays());
    }
}
