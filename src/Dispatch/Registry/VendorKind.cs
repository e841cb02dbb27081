namespace Dispatch.Registry;

public enum VendorKind
{
    Company,
    Volunteer,

    /// <summary>以老养老: a fit elder who helps other elders.</summary>
    ElderHelper,
}
