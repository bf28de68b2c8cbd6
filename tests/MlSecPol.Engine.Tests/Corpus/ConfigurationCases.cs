using System.Text;

namespace MlSecPol.Engine.Tests.Corpus;

/// <summary>Configurations of models: the kinds that loaders follow, sound and with code or places of others in them.</summary>
internal static class ConfigurationCases
{
    public static IEnumerable<CorpusCase> All() =>
    [
        Hostile("auto_map of another repository", "config.json", """{"model_type":"x","auto_map":{"AutoModel":"example-user/other-repo--modeling_x.XModel"}}"""),
        Hostile("auto_map of a tokenizer elsewhere", "tokenizer_config.json", """{"auto_map":{"AutoTokenizer":["example-user/other--tokenization_x.XTokenizer",null]}}"""),
        Hostile("auto_map by path", "config.json", """{"auto_map":{"AutoConfig":"../../tmp/evil.Config"}}"""),
        Hostile("auto_map by address", "config.json", """{"auto_map":{"AutoConfig":"https://example.org/evil.Config"}}"""),
        Hostile("auto_map with trust", "config.json", """{"auto_map":{"AutoConfig":"configuration_x.XConfig"},"trust_remote_code":true}"""),
        Hostile("auto_map twice", "config.json", """{"auto_map":{"AutoConfig":null},"model_type":"x","auto_map":{"AutoConfig":null}}"""),
        Hostile("auto_map nested", "config.json", """{"model_type":"x","text_config":{"auto_map":{"AutoModel":"a/b--c.D"}}}"""),
        Hostile("custom pipelines elsewhere", "config.json", """{"model_type":"x","custom_pipelines":{"my-task":{"impl":"a/b--pipe.MyPipeline","pt":["AutoModel"]}}}"""),
        Hostile("custom pipeline of diffusers", "model_index.json", """{"_class_name":"DiffusionPipeline","custom_pipeline":"example-user/evil-pipeline"}"""),
        Hostile("processor class elsewhere", "processor_config.json", """{"processor_class":"a/b--processing.P"}"""),
        Hostile("target that runs", "config.json", """{"model":{"_target_":"os.system","_args_":["true"]}}"""),
        Hostile("target that evaluates", "anything.json", """{"optimizer":{"_target_":"builtins.eval","_args_":["1"]}}"""),
        Hostile("target of an older kind", "config.json", """{"model":{"target":"subprocess.Popen","params":{"args":["true"]}}}"""),
        Hostile("library of a component", "model_index.json", """{"_class_name":"StableDiffusionPipeline","unet":["subprocess","Popen"]}"""),
        Hostile("module of a sentence model", "modules.json", """[{"idx":0,"name":"0","path":"","type":"os.system"}]"""),
        Hostile("item of a package outside", "Manifest.json", """{"fileFormatVersion":"1.0.0","itemInfoEntries":{"A":{"path":"../../../other","name":"x","author":"com.apple.CoreML"}},"rootModelIdentifier":"A"}"""),
        Clean("items of a package", "Manifest.json", """{"fileFormatVersion":"1.0.0","itemInfoEntries":{"A":{"path":"com.apple.CoreML/model.mlmodel","name":"model.mlmodel","author":"com.apple.CoreML"}},"rootModelIdentifier":"A"}"""),
        Hostile("shard outside", "model.safetensors.index.json", """{"metadata":{"total_size":8},"weight_map":{"a":"../../../etc/passwd"}}"""),
        Hostile("shard by absolute path", "pytorch_model.bin.index.json", """{"weight_map":{"a":"/tmp/evil.bin"}}"""),
        Hostile("shard by address", "model.safetensors.index.json", """{"weight_map":{"a":"https://example.org/a.safetensors"}}"""),
        Hostile("shard with backslashes", "model.safetensors.index.json", """{"weight_map":{"a":"..\\..\\evil.bin"}}"""),
        Hostile("base model on a share", "adapter_config.json", """{"peft_type":"LORA","base_model_name_or_path":"\\\\203.0.113.5\\share\\model"}"""),
        Hostile("base model by address", "adapter_config.json", """{"peft_type":"LORA","base_model_name_or_path":"http://203.0.113.5/model"}"""),
        Hostile("file of secrets", "tokenizer_config.json", """{"tokenizer_class":"X","vocab_file":"/home/user/.ssh/id_rsa"}"""),
        Hostile("file by scheme", "tokenizer_config.json", """{"tokenizer_class":"X","vocab_file":"file:///etc/passwd"}"""),
        Hostile("template twice", "tokenizer_config.json", """{"chat_template":"{{ messages }}","chat_template":"{{ messages }}"}"""),
        Hostile("template by name of a mapping", "tokenizer_config.json", """{"chat_template":{"default":"{{ ''.__class__ }}"}}"""),
        Clean("language model", "config.json", """{"_name_or_path":"/home/someone/llama-7b","architectures":["LlamaForCausalLM"],"model_type":"llama","hidden_act":"silu","rope_scaling":null,"torch_dtype":"bfloat16","transformers_version":"4.45.0","use_cache":true}"""),
        Clean("numbers of Python", "config.json", """{"model_type":"mamba2","time_step_limit":[0.0,Infinity],"a":-Infinity,"b":NaN,"c":"NaN \" Infinity"}"""),
        Clean("tokenizer", "tokenizer_config.json", """{"added_tokens_decoder":{"0":{"content":"<unk>","special":true}},"bos_token":"<s>","model_max_length":1000000000000000019884624838656,"tokenizer_class":"LlamaTokenizer","tokenizer_file":"/content/out/tokenizer.json","special_tokens_map_file":"/srv/cache/special_tokens_map.json"}"""),
        Clean("generation", "generation_config.json", """{"_from_model_config":true,"bos_token_id":1,"eos_token_id":[2,3],"temperature":0.6,"transformers_version":"4.45.0"}"""),
        Clean("preprocessor", "preprocessor_config.json", """{"do_normalize":true,"image_mean":[0.5,0.5,0.5],"image_processor_type":"CLIPImageProcessor","size":{"height":224}}"""),
        Clean("adapter", "adapter_config.json", """{"auto_mapping":null,"base_model_name_or_path":"meta/model-7b","peft_type":"LORA","r":8,"target_modules":["q_proj","v_proj"],"revision":null}"""),
        Clean("adapter of a local base", "adapter_config.json", """{"base_model_name_or_path":"../models/base","peft_type":"LORA"}"""),
        Clean("diffusion pipeline", "model_index.json", """{"_class_name":"StableDiffusionPipeline","_diffusers_version":"0.30.0","feature_extractor":["transformers","CLIPImageProcessor"],"safety_checker":["stable_diffusion","StableDiffusionSafetyChecker"],"scheduler":["diffusers","PNDMScheduler"],"vae":["diffusers","AutoencoderKL"],"image_encoder":[null,null]}"""),
        Clean("sharded index", "model.safetensors.index.json", """{"metadata":{"total_size":16},"weight_map":{"lm_head.weight":"model-00002-of-00002.safetensors","model.a":"model-00001-of-00002.safetensors"}}"""),
        Clean("sentence model", "modules.json", """[{"idx":0,"name":"0","path":"","type":"sentence_transformers.models.Transformer"},{"idx":1,"name":"1","path":"1_Pooling","type":"sentence_transformers.models.Pooling"}]"""),
        Clean("other JSON", "notebook.ipynb", """{"cells":[{"cell_type":"code","source":["import os\n","os.system('ls')"],"outputs":[]}],"nbformat":4}"""),
        Clean("vocabulary", "vocab.json", """{"__class__":0,"os.system":1,"eval":2,"target":3,"_target":4}"""),
        Clean("marked bytes", "config.json", "\uFEFF{\"model_type\":\"bert\"}"),
        Clean("data set", "data.json", """[{"text":"{{ ''.__class__ }}","label":1},{"text":"target: os.system"}]"""),
        Clean("optimiser target", "train.json", """{"optim":{"_target_":"torch.optim.AdamW","lr":0.001},"model":{"_target_":"nemo.collections.asr.models.EncDecCTCModel"}}"""),
        Clean("target that is a word", "train.json", """{"target":"x86_64","class_path":"pytorch_lightning.Trainer"}"""),
    ];

    private static CorpusCase Clean(string name, string file, string json) => new("configuration: " + name, file, Encoding.UTF8.GetBytes(json), false);

    private static CorpusCase Hostile(string name, string file, string json) => new("configuration: " + name, file, Encoding.UTF8.GetBytes(json), true);
}
