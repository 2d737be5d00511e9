package io.vesper.training;

import io.vesper.checkpoint.CheckpointException;
import io.vesper.embedding.NoSuchModelException;
import io.vesper.training.InvalidTrainingRequestException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a training request, so that one answer names everything. */
final class RequestProblems {
    private final List<Problem> problems = new ArrayList<>();

    /** Null if it is refused. */
    <T> @Nullable T read(String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException | CheckpointException | NoSuchModelException e) {
            refuse(field, String.valueOf(e.getMessage()));
            return null;
        }
    }

    void refuse(String field, String message) {
        problems.add(new Problem(field, message));
    }

    void addAll(List<Problem> more) {
        problems.addAll(more);
    }

    boolean areNone() {
        return problems.isEmpty();
    }

    /** @throws InvalidTrainingRequestException if something was refused */
    void check() {
        if (!areNone()) {
            throw new InvalidTrainingRequestException(problems);
        }
    }
}
