package io.vesper.person;

/** The rule that every name given by a user keeps. */
final class Labels {
    private static final int MAX_LENGTH = 64;

    private Labels() {}

    static void check(String what, String value) {
        boolean clean = value.chars().noneMatch(Character::isISOControl);
        if (value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException(
                    "The %s (%s) cannot be a path of dots: no address could name it.".formatted(what, value));
        }
        if (value.isEmpty() || value.length() > MAX_LENGTH || !value.strip().equals(value) || !clean) {
            throw new IllegalArgumentException(
                    "The %s (%s) must have 1 to %d characters, no control characters, and no blank at either end."
                            .formatted(what, Printable.of(value), MAX_LENGTH));
        }
    }
}
