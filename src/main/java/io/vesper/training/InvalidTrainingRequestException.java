package io.vesper.training;

/** A training request breaks a rule (HTTP 400). */
public final class InvalidTrainingRequestException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field the JSON field to blame, for example {@code dataset.path}
     * @param message names the value and the rule
     */
    public InvalidTrainingRequestException(String field, String message) {
        super(message);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
