using System.Text;
using System.Text.Json;

namespace MlSecPol.Engine.Tests.Corpus;

/// <summary>Cases of the formats that are text, and of GGUF, which carries text to renderers.</summary>
internal static class TextCases
{
    public static IEnumerable<CorpusCase> All() => [.. Templates(), .. GgufCases.All(), .. ConfigurationCases.All(), .. MarkupCases.All(), .. SettingsCases.All()];

    /// <summary>Each template in one of the places where templates stand, in turn.</summary>
    private static IEnumerable<CorpusCase> Templates()
    {
        var turn = 0;
        foreach (var (name, template) in HostileTemplates.All) yield return Placed("hostile template: " + name, template, turn++, isHostile: true);
        foreach (var (name, template) in CleanTemplates.All.Concat(CleanTemplates.Features)) yield return Placed("clean template: " + name, template, turn++, isHostile: false);
    }

    private static CorpusCase Placed(string name, string template, int turn, bool isHostile) => (turn % 5) switch
    {
        0 => new CorpusCase(name, "chat_template.jinja", Encoding.UTF8.GetBytes(template), isHostile),
        1 => new CorpusCase(name, "tokenizer_config.json", Json(new { tokenizer_class = "PreTrainedTokenizerFast", chat_template = template }), isHostile),
        2 => new CorpusCase(name, "tokenizer_config.json", Json(new { chat_template = new[] { new { name = "default", template = "{{ messages }}" }, new { name = "tool_use", template } } }), isHostile),
        3 => new CorpusCase(name, "model.gguf", new GgufBuilder().Text("general.architecture", "llama").Text("tokenizer.chat_template", template).Build(), isHostile),
        _ => new CorpusCase(name, "chat_template.json", Json(new { chat_template = template }), isHostile),
    };

    private static byte[] Json<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value);
}
