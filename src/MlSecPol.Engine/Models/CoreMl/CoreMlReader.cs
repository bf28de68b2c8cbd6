using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Protobuf;

namespace MlSecPol.Engine.Models.CoreMl;

/// <summary>Reads Core ML models: custom layers and models, links to other models, files of weights.</summary>
internal static class CoreMlReader
{
    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.Operators);
        var hazards = new HazardList(member, facts);
        WireWalker.Walk(content, CoreMlSchema.Model, new Visitor(hazards, member, depth, facts), member, facts);
        hazards.Close();
    }

    private sealed class Visitor(HazardList hazards, string? member, int depth, FactsBuilder facts) : ProtoVisitor
    {
        private const string PackagePrefix = "@model_path/";

        private string _linkPart = string.Empty;
        private string _key = string.Empty;

        internal override bool Enter(ProtoField field)
        {
            if (field.FullName is "LinkedModelFile.linkedModelFileName" or "LinkedModelFile.linkedModelSearchPath") _linkPart = field.Name;
            return true;
        }

        internal override void Bytes(ProtoField field, ReadOnlySpan<byte> head, long length)
        {
            switch (field.FullName)
            {
                case "CustomLayer.className":
                    Custom("coreml:custom-layer", "layer", Encoding.UTF8.GetString(head));
                    break;
                case "CustomModel.className":
                    Custom("coreml:custom-model", "model", Encoding.UTF8.GetString(head));
                    break;
                case "SerializedModel.identifier":
                    Custom("coreml:serialized-model", "serialized model", Encoding.UTF8.GetString(head));
                    break;
                case "StringParameter.defaultValue":
                    Link(Encoding.UTF8.GetString(head));
                    break;
                case "UserEntry.key":
                    _key = ShortText.Of(Encoding.UTF8.GetString(head));
                    break;
                case "UserEntry.value":
                    MetadataJudge.Judge(_key, head, member, depth, facts);
                    break;
                case "Metadata.shortDescription" or "Metadata.versionString" or "Metadata.author" or "Metadata.license":
                    MetadataJudge.Judge(field.Name, head, member, depth, facts);
                    break;
                case "BlobFile.fileName":
                    Weights(Encoding.UTF8.GetString(head));
                    break;
            }
        }

        // A class is found by its name; a path in the place of one is meant for another loader.
        private void Custom(string rule, string kind, string className) => hazards.Add(
            ModelAspect.Operators, FileTargets.IsOutside(FileTargets.Of(className)) ? HazardEffect.Unresolved : HazardEffect.Opaque, rule, ShortText.Of(className),
            $"The {kind} is of the class '{ShortText.Of(className)}', whose code comes with the program that loads the model.", Place.Offset, Place.Path);

        private void Link(string text)
        {
            var target = FileTargets.Of(text);
            var effect = target switch
            {
                FileTarget.Remote => HazardEffect.Network,
                FileTarget.Above or FileTarget.Absolute => HazardEffect.ReadFile,
                _ => HazardEffect.Opaque,
            };
            hazards.Add(
                ModelAspect.Operators, effect, "coreml:linked-model", ShortText.Of(text),
                $"The model is loaded from another file: its {(_linkPart == "linkedModelSearchPath" ? "search path" : "name")} is '{ShortText.Of(text)}'.", Place.Offset, Place.Path);
        }

        private void Weights(string file)
        {
            var target = FileTargets.Of(file.StartsWith(PackagePrefix, StringComparison.Ordinal) ? file[PackagePrefix.Length..] : file);
            if (!FileTargets.IsOutside(target)) return;
            hazards.Add(
                ModelAspect.Operators, target == FileTarget.Remote ? HazardEffect.Network : HazardEffect.ReadFile, "coreml:weights-outside", ShortText.Of(file),
                $"Weights are kept in '{ShortText.Of(file)}', outside of the package of the model.", Place.Offset, Place.Path);
        }
    }
}
