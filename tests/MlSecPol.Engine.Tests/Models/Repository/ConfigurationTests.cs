using System.Buffers.Binary;
using System.Text;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Models.Repository;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Repository;

public sealed class ConfigurationTests
{
    private const string Check = "MS4.ConfigurationMatches";
    private const string Layers = "\"model.layers.0.w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"model.layers.1.w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}";

    [Theory]
    [InlineData("\"vocab_size\":9", "config:vocabulary", Severity.Medium)]
    [InlineData("\"hidden_size\":3", "config:width", Severity.Medium)]
    [InlineData("\"num_hidden_layers\":3", "config:layers", Severity.Medium)]
    [InlineData("\"num_hidden_layers\":1", "config:layers", Severity.Info)]
    [InlineData("\"torch_dtype\":\"float16\"", "config:type", Severity.Info)]
    [InlineData("\"quantization_config\":{\"quant_method\":\"gptq\"}", "config:quantization", Severity.Info)]
    public void A_configuration_of_other_weights_is_told(string said, string rule, Severity severity)
    {
        using var folder = Model($$"""{"model_type":"tiny",{{said}}}""");
        var result = folder.Answer(Check);
        var finding = Assert.Single(result.Findings);
        Assert.Equal((rule, severity, CheckStatus.Pass), (finding.Rule, finding.Severity, result.Status));
        Assert.Equal(severity == Severity.Medium ? CheckStatus.Fail : CheckStatus.Pass, Strict(folder).Status);
    }

    [Theory]
    [InlineData("\"vocab_size\":4,\"hidden_size\":2,\"num_hidden_layers\":2,\"torch_dtype\":\"float32\"")]
    [InlineData("\"vocab_size\":3,\"hidden_size\":8,\"embedding_size\":2")]
    [InlineData("\"num_hidden_layers\":12,\"num_hidden_groups\":1")]
    [InlineData("\"vocab_size\":\"many\",\"hidden_size\":-1.5")]
    public void Honest_configurations_show_nothing(string said)
    {
        using var folder = Model($$"""{"model_type":"tiny",{{said}}}""");
        Assert.Empty(folder.Answer(Check).Findings);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"model_type\":\"tiny\",\"vocab_size\":9,\"text_config\":{}}")]
    [InlineData("[1]")]
    [InlineData("{\"model_type\":")]
    public void What_cannot_be_compared_is_not_applicable(string configuration)
    {
        using var folder = Model(configuration);
        Assert.Equal(CheckStatus.NotApplicable, folder.Answer(Check).Status);
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(100, Severity.Info)]
    [InlineData(1000, Severity.Medium)]
    public void A_tokenizer_larger_than_the_table_is_told(int largest, Severity? severity)
    {
        using var folder = Model("{\"model_type\":\"tiny\"}");
        folder.Write("tokenizer.json", $$$"""{"model":{"vocab":{"a":0,"b":1}},"added_tokens":[{"id":{{{largest}}}}]}""");
        Assert.Equal(severity, folder.Answer(Check).Findings.SingleOrDefault()?.Severity);
    }

    [Fact]
    public void A_rank_that_the_weights_of_an_adapter_do_not_have_is_told()
    {
        using var folder = new ModelFolder(("adapter_config.json", """{"peft_type":"LORA","r":8}"""));
        folder.Write("adapter_model.safetensors", File("\"q.lora_A.weight\":{\"dtype\":\"F32\",\"shape\":[4,1],\"data_offsets\":[0,16]}", 16));
        Assert.Equal("adapter:rank", Assert.Single(folder.Answer(Check).Findings).Rule);
        folder.Write("adapter_config.json", """{"peft_type":"LORA","r":8,"rank_pattern":{"q":4}}""");
        Assert.Empty(folder.Answer(Check).Findings);
    }

    [Fact]
    public void A_tensor_in_two_parts_is_told_and_a_stale_sum_is_a_fact()
    {
        using var folder = new ModelFolder(("model.safetensors.index.json", """{"metadata":{"total_size":999},"weight_map":{"a":"1.safetensors","b":"2.safetensors"}}"""));
        folder.Write("1.safetensors", File("\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}", 4));
        folder.Write("2.safetensors", File("\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}", 8));
        var result = folder.Answer("MS4.WeightsComplete");
        Assert.Equal(CheckStatus.Pass, result.Status);
        Assert.Equal([("weights:size", Severity.Info), ("weights:twice", Severity.Medium)], result.Findings.Select(f => (f.Rule, f.Severity)).Order());
    }

    private static ModelFolder Model(string configuration)
    {
        var folder = new ModelFolder(("config.json", configuration));
        return folder.Write("model.safetensors", File(Layers + ",\"model.embed_tokens.weight\":{\"dtype\":\"F32\",\"shape\":[4,2],\"data_offsets\":[8,40]}", 40));
    }

    private static byte[] File(string tensors, int bytes)
    {
        var header = Encoding.UTF8.GetBytes($"{{{tensors}}}");
        var file = new byte[8 + header.Length + bytes];
        BinaryPrimitives.WriteInt64LittleEndian(file, header.Length);
        header.CopyTo(file, 8);
        return file;
    }

    private static CheckResult Strict(ModelFolder folder)
    {
        var runner = new CheckRunner<RepositoryFacts>(CheckSet<RepositoryFacts>.All.Select([Check], []), SettingsSnapshot.Default.With(new ModelSettings { Strict = true }), TimeProvider.System);
        return Assert.Single(runner.Evaluate(folder.Folder, folder.Read(), TestContext.Current.CancellationToken).Results);
    }
}
