namespace Dispatch.Tests.Faults;

/// <summary>Tests that keep the whole machine busy run when the others are done.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
