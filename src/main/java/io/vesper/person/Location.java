package io.vesper.person;

/**
 * Where a camera stands: cameras of one location see the same people at the same time.
 *
 * @param value 1 to 64 characters, none of them a control character, no blank at either end
 */
public record Location(String value) {
    public Location {
        Labels.check("location", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
