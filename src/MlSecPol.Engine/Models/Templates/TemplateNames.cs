using System.Collections.Frozen;

namespace MlSecPol.Engine.Models.Templates;

/// <summary>Names that the judgement of templates knows: what plain data can do, what environments of chat templates offer, what leads into the interpreter.</summary>
internal static class TemplateNames
{
    /// <summary>Methods of the values that JSON can hold: text, lists, dictionaries, numbers. Templates of chats meet nothing else.</summary>
    private static readonly FrozenSet<string> DataMethods = Set(
        "append", "capitalize", "casefold", "center", "clear", "copy", "count", "encode", "decode", "endswith", "expandtabs", "extend", "find", "fromkeys", "get", "index", "insert",
        "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower", "isnumeric", "isprintable", "isspace", "istitle", "isupper", "items", "join", "keys", "ljust",
        "lower", "lstrip", "maketrans", "partition", "pop", "popitem", "remove", "removeprefix", "removesuffix", "replace", "reverse", "rfind", "rindex", "rjust", "rpartition", "rsplit",
        "rstrip", "setdefault", "sort", "split", "splitlines", "startswith", "strip", "swapcase", "title", "translate", "update", "upper", "values", "zfill", "union", "intersection",
        "difference", "issubset", "issuperset", "add", "discard", "bit_length", "is_integer", "strftime", "isoformat", "timestamp", "date", "time", "weekday");

    /// <summary>Functions that the language or the renderers of chat templates define.</summary>
    private static readonly FrozenSet<string> Functions = Set(
        "range", "dict", "lipsum", "cycler", "joiner", "namespace", "caller", "loop", "super", "raise_exception", "strftime_now", "tojson", "gettext", "ngettext", "_",
        "len", "str", "int", "float", "list", "bool", "tuple", "set", "zip", "enumerate", "sorted", "reversed", "min", "max", "sum", "abs", "any", "all", "round");

    /// <summary>Things of the environment from which Python's modules can be reached when attributes are not guarded.</summary>
    private static readonly FrozenSet<string> Environment = Set("self", "lipsum", "cycler", "joiner", "namespace", "dict", "range", "super", "caller", "raise_exception", "strftime_now");

    private static readonly FrozenSet<string> WebObjects = Set("request", "url_for", "get_flashed_messages", "current_app");

    private static readonly FrozenSet<string> AuthorTokens = Set("bos_token", "eos_token", "pad_token", "unk_token", "sep_token", "cls_token", "mask_token", "image_token", "audio_token", "video_token");

    /// <summary>Attributes without low lines that the sandbox of the language guards as well: frames, code objects, the order of base classes.</summary>
    private static readonly FrozenSet<string> Inner = Set(
        "mro", "gi_frame", "gi_code", "cr_frame", "cr_code", "ag_frame", "ag_code", "tb_frame", "tb_next", "f_back", "f_builtins", "f_code", "f_globals", "f_locals",
        "func_closure", "func_code", "func_globals", "func_dict", "func_defaults", "im_class", "im_func", "im_self", "co_code", "co_consts", "co_names");

    private static readonly FrozenSet<string> RunningMethods = Set(
        "popen", "system", "exec", "eval", "execl", "execle", "execlp", "execv", "execve", "execvp", "execvpe", "spawn", "spawnl", "spawnv", "fork", "check_output", "check_call",
        "getoutput", "getstatusoutput", "Popen", "import_module", "load_module", "exec_module", "runcode", "mro", "subclasses", "write_text", "write_bytes", "read_text", "read_bytes",
        "unlink", "rmtree", "urlopen", "urlretrieve", "connect", "from_pyfile", "from_object", "get_source", "from_string", "compile_expression", "get_template", "make_module");

    /// <summary>Filters of the language and those that renderers of chat templates add.</summary>
    private static readonly FrozenSet<string> Filters = Set(
        "abs", "attr", "batch", "capitalize", "center", "count", "d", "default", "dictsort", "e", "escape", "filesizeformat", "first", "float", "forceescape", "format", "groupby",
        "indent", "int", "items", "join", "last", "length", "list", "lower", "map", "max", "min", "pprint", "random", "reject", "rejectattr", "replace", "reverse", "round", "safe",
        "select", "selectattr", "slice", "sort", "string", "striptags", "sum", "title", "tojson", "trim", "truncate", "unique", "upper", "urlencode", "urlize", "wordcount",
        "wordwrap", "xmlattr", "from_json", "fromjson", "to_json", "strftime", "split", "startswith", "endswith", "keys", "values", "dict", "str", "bool", "strip", "range", "to_yaml");

    internal static bool IsDataMethod(string name) => DataMethods.Contains(name);

    internal static bool IsFunction(string name) => Functions.Contains(name);

    internal static bool IsEnvironment(string name) => Environment.Contains(name);

    internal static bool IsWebObject(string name) => WebObjects.Contains(name);

    /// <summary>Whether the variable holds a special token, which the author of the template chooses too.</summary>
    internal static bool IsAuthorToken(string name) => AuthorTokens.Contains(name);

    internal static bool IsFilter(string name) => Filters.Contains(name);

    internal static bool Runs(string method) => RunningMethods.Contains(method);

    /// <summary>Whether the attribute belongs to the interpreter and not to data: two low lines in it, or a name that the sandbox guards.</summary>
    internal static bool IsInner(ReadOnlySpan<char> name)
    {
        name = name.Trim();
        return name.StartsWith("__") || (name.StartsWith("_") && name.Contains("__", StringComparison.Ordinal)) || Inner.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);
    }

    /// <summary>Whether a variable of that name is the interpreter's own; programs that make files name theirs in the same way.</summary>
    internal static bool IsBuiltIn(string name) => name is "__import__" or "__builtins__" or "__loader__" or "__spec__" or "__globals__" or "__class__" or "__self__" or "__dict__" or "__module__" or "__subclasses__" or "__mro__";

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
