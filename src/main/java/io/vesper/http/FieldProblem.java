package io.vesper.http;

/**
 * One thing wrong with a request.
 *
 * @param field the parameter, part or JSON field to blame
 * @param message which rule it breaks; cut if it repeats a very long value
 */
public record FieldProblem(String field, String message) {
    private static final int MAX_FIELD = 64;
    private static final int MAX_MESSAGE = 300;

    public FieldProblem {
        field = cut(field, MAX_FIELD);
        message = cut(message, MAX_MESSAGE);
    }

    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length) + "…" : text;
    }
}
