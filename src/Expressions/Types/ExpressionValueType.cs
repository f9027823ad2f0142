namespace RouterAlertAssurance.Expressions;

/// <summary>The type of a value; every expression has exactly one, known before it is evaluated.</summary>
public enum ExpressionValueType
{
    /// <summary>A finite IEEE 754 double with a unit.</summary>
    Number,

    /// <summary>True or false; with a missing value the logic is Kleene's.</summary>
    Boolean,

    /// <summary>A string, compared ordinally.</summary>
    Text,
}
