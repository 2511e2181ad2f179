using System.Globalization;
using System.Xml.Linq;

namespace SsNet.Experiments.Reports.Page;

/// <summary>Elements that pages are made of.</summary>
internal static class Html
{
    /// <summary>An element.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">Attributes, elements and texts; null for nothing.</param>
    public static XElement Tag(string name, params object?[] content) => new(name, content);

    /// <summary>An element of a class of the style sheet.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="classNames">The class, or several with spaces between them.</param>
    /// <param name="content">Attributes, elements and texts; null for nothing.</param>
    public static XElement Styled(string name, string classNames, params object?[] content) => new(name, new XAttribute("class", classNames), content);

    /// <summary>An attribute.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public static XAttribute With(string name, string value) => new(name, value);

    /// <summary>An attribute with a number, to a hundredth.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public static XAttribute With(string name, double value) => new(name, value.ToString("0.##", CultureInfo.InvariantCulture));

    /// <summary>A text that explains what is beside it.</summary>
    /// <param name="content">The text.</param>
    public static XElement Note(params object?[] content) => Styled("p", "note", content);

    /// <summary>A box in which something wide can be scrolled, with the mouse, a finger or the keyboard.</summary>
    /// <param name="name">What is in it, for readers who hear the page.</param>
    /// <param name="content">What is in it.</param>
    public static XElement Scrolling(string name, XElement content) =>
        Styled("div", "scroll", With("tabindex", "0"), With("role", "region"), With("aria-label", name), content);

    /// <summary>A command to be typed.</summary>
    /// <param name="command">The command.</param>
    public static XElement Command(string command) => Tag("code", command);
}
