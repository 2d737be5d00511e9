package io.vesper.person;

/**
 * Which camera took a picture.
 *
 * @param value 1 to 64 characters, none of them a control character, no blank at either end; not "." or ".."
 */
public record CameraId(String value) implements Comparable<CameraId> {
    public CameraId {
        Labels.check("camera id", value);
    }

    @Override
    public int compareTo(CameraId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
