package io.vesper.person;

/**
 * Who is in a picture: the label of a dataset, or a name given at enrolment.
 *
 * @param value 1 to 64 characters, none of them a control character, no blank at either end; not "." or ".."
 */
public record PersonId(String value) implements Comparable<PersonId> {
    public PersonId {
        Labels.check("person id", value);
    }

    @Override
    public int compareTo(PersonId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
