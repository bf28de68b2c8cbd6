namespace MlSecPol.Engine.Artifacts;

/// <summary>Formats that are told apart by content.</summary>
public enum ArtifactFormat
{
    /// <summary>Content that no known format explains.</summary>
    Unknown,

    /// <summary>No bytes at all.</summary>
    Empty,

    /// <summary>A program for Python's pickle machine.</summary>
    Pickle,

    /// <summary>A PyTorch checkpoint of the time before zip: five pickles and raw storages.</summary>
    TorchLegacy,

    /// <summary>A PyTorch checkpoint in a zip archive.</summary>
    TorchZip,

    /// <summary>A PyTorch checkpoint of the oldest kind, a tar archive.</summary>
    TorchTar,

    /// <summary>A program exported by PyTorch, in a zip archive.</summary>
    TorchExport,

    /// <summary>A model archive for TorchServe.</summary>
    TorchServe,

    /// <summary>The manifest of a model archive for TorchServe; told from other JSON by its name.</summary>
    TorchServeManifest,

    /// <summary>One NumPy array.</summary>
    NumPy,

    /// <summary>NumPy arrays in a zip archive.</summary>
    NumPyZip,

    /// <summary>Tensors behind a JSON header.</summary>
    SafeTensors,

    /// <summary>A Keras 3 model in a zip archive.</summary>
    Keras,

    /// <summary>A zip archive of no more special kind.</summary>
    Zip,

    /// <summary>A tar archive.</summary>
    Tar,

    /// <summary>A 7z archive.</summary>
    SevenZip,

    /// <summary>A rar archive.</summary>
    Rar,

    /// <summary>gzip-compressed data.</summary>
    Gzip,

    /// <summary>zlib-compressed data.</summary>
    Zlib,

    /// <summary>bzip2-compressed data.</summary>
    Bzip2,

    /// <summary>xz-compressed data.</summary>
    Xz,

    /// <summary>Data in the lzma format that precedes xz.</summary>
    Lzma,

    /// <summary>Zstandard-compressed data.</summary>
    Zstandard,

    /// <summary>lz4 frames, of the present or the legacy format.</summary>
    Lz4,

    /// <summary>A Snappy stream in the framing format.</summary>
    Snappy,

    /// <summary>A file of the Hierarchical Data Format, version 5.</summary>
    Hdf5,

    /// <summary>A model of the GGML family.</summary>
    Gguf,

    /// <summary>A model of the GGML family before GGUF.</summary>
    Ggml,

    /// <summary>An ONNX model.</summary>
    Onnx,

    /// <summary>A TensorFlow SavedModel: graphs with their functions, signatures and assets.</summary>
    TensorFlowSavedModel,

    /// <summary>A TensorFlow MetaGraph: a graph with its collections, as checkpoints keep it.</summary>
    TensorFlowMetaGraph,

    /// <summary>A TensorFlow graph, frozen as a rule.</summary>
    TensorFlowGraph,

    /// <summary>The index of a TensorFlow checkpoint.</summary>
    TensorFlowCheckpoint,

    /// <summary>The fingerprint of a SavedModel.</summary>
    TensorFlowFingerprint,

    /// <summary>The text beside TensorFlow's checkpoints that says which of them is the latest.</summary>
    TensorFlowCheckpointState,

    /// <summary>The metadata that Keras keeps beside a SavedModel.</summary>
    KerasMetadata,

    /// <summary>A Core ML model.</summary>
    CoreMl,

    /// <summary>The description of an OpenVINO network.</summary>
    OpenVino,

    /// <summary>A PaddlePaddle program.</summary>
    Paddle,

    /// <summary>A Caffe network, with or without its weights.</summary>
    Caffe,

    /// <summary>A network compiled by TensorRT for one device.</summary>
    TensorRt,

    /// <summary>A TensorFlow Lite model.</summary>
    TensorFlowLite,

    /// <summary>A compiled PyTorch program for devices.</summary>
    ExecuTorch,

    /// <summary>Serialized objects of R.</summary>
    RSerialized,

    /// <summary>Objects of scikit-learn in a zip archive that a schema describes.</summary>
    Skops,

    /// <summary>Parameters in MessagePack, as Flax writes them.</summary>
    MessagePack,

    /// <summary>An XGBoost model: binary, JSON or Universal Binary JSON.</summary>
    XGBoost,

    /// <summary>A LightGBM model.</summary>
    LightGbm,

    /// <summary>A CatBoost model.</summary>
    CatBoost,

    /// <summary>The graph of an MXNet model.</summary>
    MxnetSymbol,

    /// <summary>The arrays of an MXNet model.</summary>
    MxnetArrays,

    /// <summary>Serialized Java objects.</summary>
    JavaSerialized,

    /// <summary>A model compiled for the neural processors of Rockchip.</summary>
    Rknn,

    /// <summary>A model of the Cognitive Toolkit.</summary>
    Cntk,

    /// <summary>Compiled Python code.</summary>
    Marshal,

    /// <summary>A Parquet table.</summary>
    Parquet,

    /// <summary>An Arrow table in the file format, also Feather version 2.</summary>
    Arrow,

    /// <summary>A Feather table of the first version.</summary>
    Feather,

    /// <summary>An Avro container file.</summary>
    Avro,

    /// <summary>An ORC table.</summary>
    Orc,

    /// <summary>A SQLite 3 database.</summary>
    Sqlite,

    /// <summary>A PDF document.</summary>
    Pdf,

    /// <summary>A compound file of older office programs.</summary>
    Ole,

    /// <summary>A native program or library of Unix.</summary>
    Elf,

    /// <summary>A native or managed program or library of Windows.</summary>
    PortableExecutable,

    /// <summary>A native program or library of macOS.</summary>
    MachO,

    /// <summary>A native program that carries its own model.</summary>
    Llamafile,

    /// <summary>Compiled Java code.</summary>
    JavaClass,

    /// <summary>A WebAssembly module.</summary>
    WebAssembly,

    /// <summary>A PNG image.</summary>
    Png,

    /// <summary>A JPEG image.</summary>
    Jpeg,

    /// <summary>A GIF image.</summary>
    Gif,

    /// <summary>Media in a RIFF container: wave, AVI or WebP.</summary>
    Riff,

    /// <summary>A JSON document.</summary>
    Json,

    /// <summary>One JSON document a line.</summary>
    JsonLines,

    /// <summary>A document in YAML; told from other text by its name.</summary>
    Yaml,

    /// <summary>A template in the language of chat templates; told from other text by its name.</summary>
    Jinja,

    /// <summary>A table of separated values.</summary>
    Csv,

    /// <summary>A table separated by tabulators.</summary>
    Tsv,

    /// <summary>An XML document.</summary>
    Xml,

    /// <summary>An HTML page.</summary>
    Html,

    /// <summary>A text that names its interpreter in the first line, or that is named as a script.</summary>
    Script,

    /// <summary>Python source; told from other text by its name.</summary>
    PythonSource,

    /// <summary>A text by which Python extends its path; told from other text by its name.</summary>
    PythonPath,

    /// <summary>Numbers without a form of their own, which a model beside them explains.</summary>
    RawWeights,

    /// <summary>A notebook of Jupyter; told from other JSON by its name.</summary>
    Notebook,

    /// <summary>The configuration of a model for Triton; told from other text by its name.</summary>
    TritonConfiguration,

    /// <summary>A list of Python packages to install; told from other text by its name.</summary>
    PackageList,

    /// <summary>Settings in sections, as in INI and TOML; told from other text by its name.</summary>
    Settings,

    /// <summary>What Ollama builds a model from; told from other text by its name.</summary>
    Modelfile,

    /// <summary>A reference to content that Git LFS keeps elsewhere.</summary>
    LfsPointer,

    /// <summary>Plain text.</summary>
    Text,
}
