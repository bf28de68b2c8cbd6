using System.Text;

namespace MlSecPol.Engine.Tests.Corpus;

/// <summary>Labelled models of TensorFlow, ONNX and the frameworks for devices.</summary>
internal static class TfCases
{
    public static IEnumerable<CorpusCase> All() =>
    [
        .. TensorFlowCases.Hostile().Select(c => new CorpusCase("hostile graph: " + c.Name, c.File, c.Content, IsHostile: true)),
        .. TensorFlowCases.Clean().Select(c => new CorpusCase("clean graph: " + c.Name, c.File, c.Content, IsHostile: false)),
        .. GraphTextCases.All(),
        .. OnnxCases.Hostile().Select(c => new CorpusCase("hostile ONNX: " + c.Name, "model.onnx", c.Content, IsHostile: true)),
        .. OnnxCases.Clean().Select(c => new CorpusCase("clean ONNX: " + c.Name, "model.onnx", c.Content, IsHostile: false)),
        .. DeviceCases.Hostile().Select(c => new CorpusCase("hostile for devices: " + c.Name, c.File, c.Content, IsHostile: true)),
        .. DeviceCases.Clean().Select(c => new CorpusCase("clean for devices: " + c.Name, c.File, c.Content, IsHostile: false)),
    ];

    internal static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
