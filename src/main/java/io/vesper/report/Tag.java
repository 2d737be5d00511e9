package io.vesper.report;

import java.util.List;
import java.util.Set;

/**
 * An element of a page, as it is built. Whatever it is given as text or as an attribute's value is escaped, so that no name
 * becomes markup; what comes out is both HTML and well-formed XML.
 */
final class Tag {
    private static final Set<String> VOID = Set.of("br", "img", "link", "meta", "col");

    private final String name;
    private final StringBuilder attributes = new StringBuilder();
    private final StringBuilder content = new StringBuilder();

    private Tag(String name) {
        this.name = name;
    }

    static Tag of(String name) {
        return new Tag(name);
    }

    /** An element that holds nothing but text. */
    static Tag of(String name, String text) {
        return new Tag(name).text(text);
    }

    Tag attribute(String attribute, String value) {
        attributes.append(' ').append(attribute).append("=\"");
        escape(value, attributes);
        attributes.append('"');
        return this;
    }

    Tag text(String text) {
        escape(text, content);
        return this;
    }

    Tag child(Tag child) {
        child.writeTo(content);
        return this;
    }

    Tag children(List<Tag> children) {
        children.forEach(this::child);
        return this;
    }

    @Override
    public String toString() {
        StringBuilder markup = new StringBuilder();
        writeTo(markup);
        return markup.toString();
    }

    private void writeTo(StringBuilder markup) {
        markup.append('<').append(name).append(attributes);
        // HTML reads <p/> as an open <p>, so only void elements are closed that way.
        if (VOID.contains(name)) {
            markup.append("/>");
        } else {
            markup.append('>').append(content).append("</").append(name).append('>');
        }
    }

    private static void escape(String text, StringBuilder markup) {
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> markup.append("&amp;");
                case '<' -> markup.append("&lt;");
                case '>' -> markup.append("&gt;");
                case '"' -> markup.append("&quot;");
                default -> markup.appendCodePoint(isAllowed(character) ? character : 0xFFFD);
            }
        });
    }

    /** Whether XML 1.0 may hold the character at all. */
    private static boolean isAllowed(int character) {
        boolean isSurrogate = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        boolean isControl = character < ' ' && character != '\t' && character != '\n';
        return !isSurrogate && !isControl && character != 0xFFFE && character != 0xFFFF;
    }
}
