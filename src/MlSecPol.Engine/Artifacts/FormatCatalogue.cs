using System.Collections.Frozen;

namespace MlSecPol.Engine.Artifacts;

/// <summary>Names and customary extensions of the formats.</summary>
public static class FormatCatalogue
{
    private static readonly FrozenDictionary<ArtifactFormat, FormatDescription> Descriptions = new FormatDescription[]
    {
        new(ArtifactFormat.Unknown, "unrecognised content", []),
        new(ArtifactFormat.Empty, "empty file", []),
        new(ArtifactFormat.Pickle, "Python pickle", [".pkl", ".pickle", ".p", ".pck", ".pcl", ".joblib", ".sav", ".dat", ".data", ".bin", ".model", ".pt", ".pth", ".ckpt", ".dill", ".cloudpickle", ".job", ".obj", ".t7"]),
        new(ArtifactFormat.TorchLegacy, "PyTorch checkpoint (before 1.6)", [".pt", ".pth", ".bin", ".ckpt", ".pkl", ".model", ".tar", ".t7"]),
        new(ArtifactFormat.TorchZip, "PyTorch checkpoint", [".pt", ".pth", ".bin", ".ckpt", ".zip", ".pkl", ".model", ".ptl", ".mar", ".pt2", ".tar"]),
        new(ArtifactFormat.TorchTar, "PyTorch checkpoint (tar)", [".pt", ".pth", ".bin", ".ckpt", ".tar"]),
        new(ArtifactFormat.TorchExport, "PyTorch exported program", [".pt2", ".zip", ".pt"]),
        new(ArtifactFormat.TorchServe, "TorchServe model archive", [".mar", ".zip"]),
        new(ArtifactFormat.TorchServeManifest, "TorchServe manifest", [".json"]),
        new(ArtifactFormat.NumPy, "NumPy array", [".npy"]),
        new(ArtifactFormat.NumPyZip, "NumPy archive", [".npz", ".zip"]),
        new(ArtifactFormat.SafeTensors, "safetensors", [".safetensors"]),
        new(ArtifactFormat.Keras, "Keras archive", [".keras", ".zip"]),
        new(ArtifactFormat.Zip, "zip archive", [".zip", ".npz", ".pt", ".pth", ".keras", ".jar", ".whl", ".mar", ".pt2", ".ptl", ".skops", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".apk", ".egg", ".nupkg", ".epub", ".mlpackage"]),
        new(ArtifactFormat.Tar, "tar archive", [".tar", ".nemo", ".pt", ".pth"]),
        new(ArtifactFormat.SevenZip, "7z archive", [".7z"]),
        new(ArtifactFormat.Rar, "rar archive", [".rar"]),
        new(ArtifactFormat.Gzip, "gzip data", [".gz", ".tgz", ".gzip", ".joblib", ".z", ".pkl", ".pickle", ".rds", ".rdata", ".rda", ".svgz"]),
        new(ArtifactFormat.Zlib, "zlib data", [".z", ".zlib", ".joblib", ".pkl", ".pickle"]),
        new(ArtifactFormat.Bzip2, "bzip2 data", [".bz2", ".tbz2", ".joblib", ".pkl", ".pickle", ".rds"]),
        new(ArtifactFormat.Xz, "xz data", [".xz", ".txz", ".joblib", ".pkl", ".pickle", ".rds"]),
        new(ArtifactFormat.Lzma, "lzma data", [".lzma", ".joblib", ".pkl", ".pickle"]),
        new(ArtifactFormat.Zstandard, "Zstandard data", [".zst", ".zstd", ".tzst"]),
        new(ArtifactFormat.Lz4, "lz4 data", [".lz4", ".joblib", ".pkl", ".pickle"]),
        new(ArtifactFormat.Snappy, "framed Snappy data", [".sz", ".snappy"]),
        new(ArtifactFormat.Hdf5, "HDF5", [".h5", ".hdf5", ".hdf", ".he5", ".keras", ".nc", ".mat", ".h5ad"]),
        new(ArtifactFormat.Gguf, "GGUF", [".gguf"]),
        new(ArtifactFormat.Ggml, "GGML (before GGUF)", [".ggml", ".bin"]),
        new(ArtifactFormat.Onnx, "ONNX", [".onnx", ".ort", ".pb", ".pbtxt", ".onnxtxt", ".textproto"]),
        new(ArtifactFormat.TensorFlowSavedModel, "TensorFlow SavedModel", [".pb", ".pbtxt"]),
        new(ArtifactFormat.TensorFlowMetaGraph, "TensorFlow MetaGraph", [".meta", ".pb", ".pbtxt"]),
        new(ArtifactFormat.TensorFlowGraph, "TensorFlow graph", [".pb", ".pbtxt", ".graphdef", ".meta", ".bytes"]),
        new(ArtifactFormat.TensorFlowCheckpoint, "index of a TensorFlow checkpoint", [".index"]),
        new(ArtifactFormat.TensorFlowFingerprint, "fingerprint of a SavedModel", [".pb"]),
        new(ArtifactFormat.KerasMetadata, "Keras metadata of a SavedModel", [".pb"]),
        new(ArtifactFormat.CoreMl, "Core ML model", [".mlmodel"]),
        new(ArtifactFormat.OpenVino, "OpenVINO network", [".xml"]),
        new(ArtifactFormat.Paddle, "PaddlePaddle program", [".pdmodel"]),
        new(ArtifactFormat.Caffe, "Caffe network", [".caffemodel", ".prototxt", ".pbtxt"]),
        new(ArtifactFormat.TensorRt, "TensorRT engine", [".engine", ".plan", ".trt"]),
        new(ArtifactFormat.TensorFlowLite, "TensorFlow Lite", [".tflite", ".lite"]),
        new(ArtifactFormat.ExecuTorch, "ExecuTorch program", [".pte"]),
        new(ArtifactFormat.RSerialized, "R serialized data", [".rds", ".rdata", ".rda"]),
        new(ArtifactFormat.Marshal, "Python byte code", [".pyc", ".pyo"]),
        new(ArtifactFormat.Parquet, "Apache Parquet", [".parquet", ".pq", ".parq"]),
        new(ArtifactFormat.Arrow, "Apache Arrow file", [".arrow", ".feather", ".ipc"]),
        new(ArtifactFormat.Feather, "Feather (version 1)", [".feather"]),
        new(ArtifactFormat.Avro, "Apache Avro", [".avro"]),
        new(ArtifactFormat.Orc, "Apache ORC", [".orc"]),
        new(ArtifactFormat.Sqlite, "SQLite database", [".db", ".sqlite", ".sqlite3", ".gpkg", ".mbtiles"]),
        new(ArtifactFormat.Pdf, "PDF document", [".pdf", ".ai"]),
        new(ArtifactFormat.Ole, "OLE compound file", [".xls", ".doc", ".ppt", ".msi", ".msg"]),
        new(ArtifactFormat.Elf, "ELF program or library", [".so", ".elf", ".o", ".ko", ".axf"]),
        new(ArtifactFormat.PortableExecutable, "Windows program or library", [".exe", ".dll", ".sys", ".pyd", ".efi", ".scr", ".ocx"]),
        new(ArtifactFormat.MachO, "Mach-O program or library", [".dylib", ".bundle", ".o"]),
        new(ArtifactFormat.Llamafile, "program with its own model (llamafile)", [".llamafile", ".exe", ".com"]),
        new(ArtifactFormat.JavaClass, "Java class", [".class"]),
        new(ArtifactFormat.WebAssembly, "WebAssembly module", [".wasm"]),
        new(ArtifactFormat.Png, "PNG image", [".png"]),
        new(ArtifactFormat.Jpeg, "JPEG image", [".jpg", ".jpeg", ".jpe", ".jfif"]),
        new(ArtifactFormat.Gif, "GIF image", [".gif"]),
        new(ArtifactFormat.Riff, "RIFF media", [".wav", ".avi", ".webp"]),
        new(ArtifactFormat.Json, "JSON", [".json", ".ipynb", ".geojson", ".jsonld", ".webmanifest"]),
        new(ArtifactFormat.JsonLines, "JSON Lines", [".jsonl", ".ndjson", ".json"]),
        new(ArtifactFormat.Yaml, "YAML", [".yaml", ".yml"]),
        new(ArtifactFormat.Jinja, "Jinja template", [".jinja", ".jinja2", ".j2"]),
        new(ArtifactFormat.Csv, "comma-separated values", [".csv", ".txt"]),
        new(ArtifactFormat.Tsv, "tab-separated values", [".tsv", ".tab", ".txt"]),
        new(ArtifactFormat.Xml, "XML", [".xml", ".pmml", ".svg", ".xhtml", ".plist", ".rss", ".xsd", ".mlmodel"]),
        new(ArtifactFormat.Html, "HTML", [".html", ".htm"]),
        new(ArtifactFormat.Script, "script", [".sh", ".py", ".bash", ".pl", ".rb", ".ps1", ".bat", ".cmd", ".vbs", ".command"]),
        new(ArtifactFormat.PythonSource, "Python source", [".py", ".pyw"]),
        new(ArtifactFormat.PythonPath, "Python path file", [".pth"]),
        new(ArtifactFormat.LfsPointer, "Git LFS pointer", []),
        new(ArtifactFormat.Text, "text", [".txt", ".md", ".log", ".py", ".yaml", ".yml", ".toml", ".cfg", ".ini", ".csv", ".tsv", ".json", ".jsonl", ".ps1", ".sh", ".r", ".sql", ".rst"]),
    }.ToFrozenDictionary(d => d.Format);

    private static readonly FrozenSet<string> Extensions =
        Descriptions.Values.Where(d => d.Format is not ArtifactFormat.Text).SelectMany(d => d.Extensions).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is known of a format.</summary>
    public static FormatDescription Describe(ArtifactFormat format) => Descriptions[format];

    /// <summary>Whether any format but plain text customarily has the extension, given with its dot; case does not matter.</summary>
    public static bool IsKnownExtension(string extension) => Extensions.Contains(extension);
}
