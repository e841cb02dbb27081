namespace DialogBot;

/// <summary>Something in prompts/ is missing or wrong; the message says which file and which key.</summary>
public sealed class PromptException : Exception
{
    public PromptException()
    {
    }

    public PromptException(string message)
        : base(message)
    {
    }

    public PromptException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
