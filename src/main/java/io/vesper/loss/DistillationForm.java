package io.vesper.loss;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.Locale;

/** How a student's prediction is held against its teacher's. */
public enum DistillationForm {
    /** The Kullback-Leibler divergence that the paper states. */
    DIVERGENCE {
        @Override
        NDArray of(NDArray teacherLogits, NDArray studentLogits, double temperature) {
            return Divergence.kl(teacherLogits, studentLogits, temperature);
        }
    },
    /** What the authors' program computes instead, see {@link Divergence#released}. */
    RELEASED {
        @Override
        NDArray of(NDArray teacherLogits, NDArray studentLogits, double temperature) {
            return Divergence.released(teacherLogits, studentLogits, temperature);
        }
    };

    /**
     * @param teacherLogits shape [B, C]; no gradient
     * @param studentLogits shape [B, C]
     * @param temperature divides both
     * @return shape []
     */
    abstract NDArray of(NDArray teacherLogits, NDArray studentLogits, double temperature);

    /** The name in settings: {@code divergence} or {@code released}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param label one of the labels
     * @throws IllegalArgumentException if there is none of it
     */
    public static DistillationForm of(String label) {
        return Arrays.stream(values())
                .filter(form -> form.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The distillation (%s) is not one of divergence, released.".formatted(label)));
    }
}
