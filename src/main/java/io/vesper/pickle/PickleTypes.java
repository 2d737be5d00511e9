package io.vesper.pickle;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** Checks that a value is of the type that an instruction, or a caller, works on. */
public final class PickleTypes {
    private static final int MAX_SHOWN = 120;

    private PickleTypes() {}

    /** @throws PickleException if the value is no dictionary */
    @SuppressWarnings("unchecked") // the unpickler makes maps of no other type
    public static Map<Object, Object> dictionary(Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<Object, Object>) map;
        }
        throw unexpected(value, "a dictionary");
    }

    /** @throws PickleException if the value is no list */
    @SuppressWarnings("unchecked") // the unpickler makes lists of no other type
    public static List<Object> list(Object value) {
        if (value instanceof List<?> list) {
            return (List<Object>) list;
        }
        throw unexpected(value, "a list");
    }

    /** @throws PickleException if the value is no tuple */
    public static Tuple tuple(Object value) {
        if (value instanceof Tuple tuple) {
            return tuple;
        }
        throw unexpected(value, "a tuple");
    }

    /** @throws PickleException if the value is no text */
    public static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw unexpected(value, "text");
    }

    /** @throws PickleException if the value is no whole number of at least 0 that fits 63 bits */
    public static long size(Object value) {
        if (value instanceof Long number && number >= 0) {
            return number;
        }
        throw unexpected(value, "a size");
    }

    /** Puts keys and values, one after the other, into a dictionary. */
    static void putAll(List<Object> keysAndValues, Object target) {
        Map<Object, Object> dictionary = dictionary(target);
        if (keysAndValues.size() % 2 != 0) {
            throw new PickleException("its pickle has a key without a value.");
        }
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            put(dictionary, keysAndValues.get(i), keysAndValues.get(i + 1));
        }
    }

    /**
     * Puts a value into a dictionary.
     *
     * @throws PickleException if the key is anything but text, a number, a boolean or none
     */
    public static void put(Map<Object, Object> dictionary, Object key, Object value) {
        if (!isScalar(key)) {
            throw unexpected(key, "a key of text or a number");
        }
        dictionary.put(key, value);
    }

    private static boolean isScalar(Object value) {
        return value instanceof String
                || value instanceof Long
                || value instanceof Double
                || value instanceof Boolean
                || value instanceof BigInteger
                || value instanceof None;
    }

    private static PickleException unexpected(Object value, String expected) {
        String found =
                isScalar(value) ? String.valueOf(value) : value.getClass().getSimpleName();
        return new PickleException("its pickle has (%s) where %s belongs.".formatted(shown(found), expected));
    }

    /** A file's text as messages may show it: not too long, and nothing that steers a terminal. */
    public static String shown(String text) {
        String start = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
        return start.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }
}
