package io.vesper.optimiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which saved moments fit. */
class AdamRestoreIT {
    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void closeManager() {
        manager.close();
    }

    private Adam adam(Parameter weight) {
        return new Adam(List.of(Weights.group(weight, 1, 0)), AdamSettings.COUPLED, manager);
    }

    private static Stream<Shape> shapes() {
        return Stream.of(new Shape(), new Shape(1), new Shape(2, 3), new Shape(2, 3, 1, 2));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void momentsOfAnyShapeAreTakenOver(Shape shape) {
        NDArray array = manager.zeros(shape);
        Parameter weight = Weights.trained("w", array);
        try (Adam adam = adam(weight)) {
            adam.restore(Map.of("m.w", array.add(2), "v.w", array.add(3)), 1);
            assertThat(adam.moments().get("m.w").toFloatArray()).containsOnly(2);
            assertThat(adam.moments().get("v.w").toFloatArray()).containsOnly(3);
            assertThat(adam.moments().get("m.w").getShape()).isEqualTo(array.getShape());
        }
    }

    @Test
    void momentsOfOtherParametersAreRefused() {
        Parameter weight = Weights.trained("w", manager.zeros(new Shape(40)));
        try (Adam adam = adam(weight)) {
            Map<String, NDArray> saved = new HashMap<>(adam.moments());
            saved.put("v.x", saved.remove("v.w"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> adam.restore(saved, 1))
                    .withMessage(
                            "The saved moments are those of other parameters: (v.w) is missing and (v.x) is not known. Maybe other parameters were frozen.");
            assertThat(adam.steps()).isZero();
        }
    }

    @Test
    void momentsOfAnotherShapeAreRefusedAndNothingIsChanged() {
        Parameter weight = Weights.trained("w", manager.zeros(new Shape(40)));
        try (Adam adam = adam(weight)) {
            Map<String, NDArray> saved = new HashMap<>();
            saved.put("m.w", manager.ones(weight.getArray().getShape()));
            saved.put("v.w", manager.create(new float[] {1, 2}));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> adam.restore(saved, 1))
                    .withMessage(
                            "The saved moment (v.w) is ((2), float32), but must be ((40), float32). Maybe it was saved with another architecture.");
            assertThat(adam.moments().get("m.w").toFloatArray()).containsOnly(0);
        }
    }

    @Test
    void aNegativeNumberOfStepsIsRefused() {
        Parameter weight = Weights.trained("w", manager.zeros(new Shape(40)));
        try (Adam adam = adam(weight)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> adam.restore(adam.moments(), -1))
                    .withMessageContaining("(-1)");
        }
    }
}
