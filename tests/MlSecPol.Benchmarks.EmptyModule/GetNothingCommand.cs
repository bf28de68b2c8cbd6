using System.Management.Automation;

namespace MlSecPol.Benchmarks.EmptyModule;

/// <summary><c>Get-Nothing</c>: there to be imported, never to be run.</summary>
[Cmdlet(VerbsCommon.Get, "Nothing")]
public sealed class GetNothingCommand : Cmdlet;
