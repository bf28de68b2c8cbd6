using System.Text;

namespace MlSecPol.Engine.Tests.Corpus;

/// <summary>Headers of the GGML family: sound ones of each version and byte order, and one false claim each.</summary>
internal static class GgufCases
{
    private const ulong Huge = 0x4000000000000000;

    public static IEnumerable<CorpusCase> All() =>
    [
        Clean("version 3", Model(new GgufBuilder())),
        Clean("version 2", Model(new GgufBuilder(2))),
        Clean("version 1", Model(new GgufBuilder(1))),
        Clean("big endian", Model(new GgufBuilder(3, isBigEndian: true))),
        Clean("vocabulary only", new GgufBuilder().Text("general.architecture", "llama").Texts("tokenizer.ggml.tokens", "<s>", "</s>", "__class__", "eval(", "os.system")),
        Clean("wide alignment", new GgufBuilder().UInt32("general.alignment", 64).Tensor("a", 0, 0, 16, 4).Tensor("b", 0, 64, 16, 4)),
        Clean("four dimensions", new GgufBuilder().Tensor("a", 1, 0, 48, 2, 3, 4, 1)),
        Clean("quantised", new GgufBuilder().Tensor("blk.0.ffn.weight", 12, 0, 288, 256, 2).Tensor("output.weight", 14, 288, 210, 256)),
        Clean("nested array", new GgufBuilder().Array("a.b", 9, 1, [.. new GgufBuilder().Number(4), .. new GgufBuilder().Wide(1), 1, 0, 0, 0])),
        Clean("with a template", new GgufBuilder().Text("tokenizer.chat_template", CleanTemplates.ChatMl)),
        Clean("several templates", new GgufBuilder().Texts("tokenizer.chat_templates", "default", "tool_use").Text("tokenizer.chat_template.tool_use", CleanTemplates.ChatMl)),
        new("gguf: ggjt", "model.bin", Ggjt(words: 2), false),
        Hostile("number of pairs", new GgufBuilder { ClaimedPairs = Huge }.Text("a", "b")),
        Hostile("number of tensors", new GgufBuilder { ClaimedTensors = Huge }.Text("a", "b")),
        Hostile("length of a text", new GgufBuilder().Raw([.. new GgufBuilder().Name("k"), .. new GgufBuilder().Number(8), .. new GgufBuilder().Wide(ulong.MaxValue)])),
        Hostile("length of a key", new GgufBuilder().Raw([.. new GgufBuilder().Wide(ulong.MaxValue), .. new byte[16]])),
        Hostile("length of an array", new GgufBuilder().Array("a", 4, Huge, 1, 0, 0, 0)),
        Hostile("length of an array of texts", new GgufBuilder().Array("a", 8, Huge, new byte[16])),
        Hostile("depth of arrays", new GgufBuilder().Array("a", 9, 1, [.. Enumerable.Range(0, 20).SelectMany(_ => new byte[] { 9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0 }), .. new byte[64]])),
        Hostile("dimension of zero", new GgufBuilder().Tensor("a", 0, 0, 0, 0)),
        Hostile("impossible type of a value", new GgufBuilder().Raw([.. new GgufBuilder().Name("k"), .. new GgufBuilder().Number(99)])),
        Hostile("impossible type of a tensor", new GgufBuilder().Tensor("a", 200, 0, 16, 4)),
        Hostile("version 0", new GgufBuilder(0).Text("a", "b")),
        new("gguf: something in the padding", "model.gguf", [.. new GgufBuilder().Tensor("a", 0, 0, 32, 8).Build(), .. "cos\nsystem\n(S'id'\ntR."u8], true),
        Hostile("code in the description", new GgufBuilder().Text("general.description", "import os\nos.system('id')")),
        Hostile("code in the description that only evaluates", new GgufBuilder().Text("general.description", "eval(compile('1', 'x', 'eval'))")),
        new("gguf: program for every system", "model.gguf", [.. "MZqFpD='\n"u8, .. new byte[64], .. "GGUF"u8, 3, 0, 0, 0, .. new byte[64]], true),
        Hostile("pickle in the description", new GgufBuilder().Text("general.description", Convert.ToBase64String(Models.Samples.Hostile))),
        Hostile("template in another key", new GgufBuilder().Text("general.prompt", "{{ cycler.__init__.__globals__.os }}")),
        Hostile("vocabulary at an address", new GgufBuilder().Text("tokenizer.ggml.file", "http://203.0.113.1/vocab")),
        Clean("words about code", new GgufBuilder().Text("general.description", "You can import os and eval(x); from a checkpoint, import what you like.").Text("general.url", "https://example.com/m").Text("tokenizer.ggml.pre", "llama-bpe")),
        Hostile("alignment", new GgufBuilder().UInt32("general.alignment", 48).Tensor("a", 0, 0, 16, 4)),
        Hostile("alignment of zero", new GgufBuilder().UInt32("general.alignment", 0).Tensor("a", 0, 0, 16, 4)),
        Hostile("unaligned tensor", new GgufBuilder().Tensor("a", 0, 0, 16, 4).Tensor("b", 0, 20, 16, 4)),
        Hostile("dimensions", new GgufBuilder().Tensor("a", 0, 0, 16, 4, 1, 1, 1, 1, 1)),
        Hostile("product of dimensions", new GgufBuilder().Tensor("a", 0, 0, 16, Huge, Huge)),
        Hostile("size of a tensor", new GgufBuilder { DataLength = 32 }.Tensor("a", 0, 0, 16, 1 << 30)),
        Hostile("offset of a tensor", new GgufBuilder { DataLength = 32 }.Tensor("a", 0, Huge, 16, 4)),
        Hostile("offset that wraps", new GgufBuilder { DataLength = 32 }.Tensor("a", 0, ulong.MaxValue - 31, 16, 16)),
        Hostile("overlap", new GgufBuilder().Tensor("a", 0, 0, 64, 16).Tensor("b", 0, 32, 64, 16)),
        Hostile("key twice", new GgufBuilder().Text("general.name", "a").Text("general.name", "b")),
        Hostile("tensor twice", new GgufBuilder().Tensor("a", 0, 0, 16, 4).Tensor("a", 0, 32, 16, 4)),
        Hostile("rows that are no blocks", new GgufBuilder().Tensor("a", 12, 0, 144, 100)),
        Hostile("big endian count", new GgufBuilder(3, isBigEndian: true) { ClaimedTensors = Huge }.Text("a", "b")),
        Hostile("version 1 count", new GgufBuilder(1) { ClaimedPairs = uint.MaxValue }.Text("a", "b")),
        new("gguf: cut off", "model.gguf", Model(new GgufBuilder()).Build()[..^80], true),
        new("gguf: ggjt words", "model.bin", Ggjt(words: 0x7FFFFFFF), true),
    ];

    private static GgufBuilder Model(GgufBuilder builder) => builder
        .Text("general.architecture", "llama").UInt32("llama.block_count", 2).Pair("llama.rope.freq_base", 6, new byte[4]).Pair("general.quantized", 7, [1])
        .Texts("tokenizer.ggml.tokens", "<s>", "</s>", "a").Array("tokenizer.ggml.scores", 6, 3, new byte[12]).Pair("llama.x", 12, new byte[8])
        .Tensor("token_embd.weight", 0, 0, 48, 4, 3).Tensor("output.weight", 8, 64, 68, 32, 2);

    private static byte[] Ggjt(uint words)
    {
        var numbers = new GgufBuilder();
        List<byte> file = [.. "tjgg"u8, .. numbers.Number(3), .. numbers.Number(words), .. new byte[24]];
        foreach (var word in new[] { "a", "bc" }) file.AddRange([.. numbers.Number((uint)word.Length), .. Encoding.ASCII.GetBytes(word), .. new byte[4]]);
        file.AddRange([.. numbers.Number(1), .. numbers.Number(1), .. numbers.Number(0), .. numbers.Number(4), (byte)'w']);
        file.AddRange(new byte[(32 - (file.Count % 32)) % 32]);
        return [.. file, .. new byte[16]];
    }

    private static CorpusCase Clean(string name, GgufBuilder builder) => new("gguf: " + name, "model.gguf", builder.Build(), false);

    private static CorpusCase Hostile(string name, GgufBuilder builder) => new("gguf: " + name, "model.gguf", builder.Build(), true);
}
