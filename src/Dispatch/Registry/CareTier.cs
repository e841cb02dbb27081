namespace Dispatch.Registry;

/// <summary>How much care an elder needs.</summary>
public enum CareTier
{
    SelfReliant,
    PartlyDependent,
    Dependent,
}
