package io.vesper.optimiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which parameters are moved, and which are left alone or refused. */
class AdamParametersIT {
    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @Test
    void aParameterThatTheLossDoesNotReachOnlyDecays() {
        Parameter weight = Weights.trained(manager, "w", 2);
        try (Adam adam = new Adam(List.of(Weights.group(weight, 1, 0.1)), AdamSettings.DECOUPLED, manager)) {
            adam.step(0.5);
        }
        Weights.assertClose(weight, 2 - 0.5 * 0.1 * 2);
    }

    @Test
    void frozenParametersAreUntouched() {
        Parameter weight = Weights.trained(manager, "w", 1, 2);
        Parameter frozen = Weights.trained(manager, "stem", 3, 4);
        ParameterGroup stem = new ParameterGroup(Map.of("stem", frozen), 1, 0.5, true);
        try (Adam adam = new Adam(List.of(Weights.group(weight, 1, 0.5), stem), AdamSettings.COUPLED, manager)) {
            Weights.backward(weight, 1, 1);
            adam.step(0.1);
            assertThat(adam.moments()).containsOnlyKeys("m.w", "v.w");
        }
        assertThat(Weights.values(frozen)).containsExactly(3, 4);
        assertThat(frozen.requiresGradient()).isFalse();
        assertThat(frozen.getArray().hasGradient()).isFalse();
    }

    @Test
    void runningStatisticsAreLeftAlone() {
        Parameter mean = Parameter.builder()
                .setName("mean")
                .setType(Parameter.Type.RUNNING_MEAN)
                .optRequiresGrad(false)
                .build();
        mean.setArray(manager.create(new float[] {5}));
        Parameter weight = Weights.trained(manager, "w", 1);
        ParameterGroup group = new ParameterGroup(Map.of("mean", mean, "w", weight), 1, 0.5, false);
        try (Adam adam = new Adam(List.of(group), AdamSettings.COUPLED, manager)) {
            adam.step(0.1);
            assertThat(adam.moments()).containsOnlyKeys("m.w", "v.w");
        }
        assertThat(Weights.values(mean)).containsExactly(5);
    }

    @Test
    void aParameterInTwoGroupsIsRefused() {
        ParameterGroup group = Weights.group(Weights.trained(manager, "w", 1), 1, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Adam(List.of(group, group), AdamSettings.COUPLED, manager))
                .withMessageContaining("parameter (w) is in two groups");
    }

    @Test
    void weightsThatRecordNoGradientAreRefused() {
        ParameterGroup group = Weights.group(Weights.unrecorded("w", manager.ones(new Shape(1))), 1, 0);
        assertThatIllegalStateException()
                .isThrownBy(() -> new Adam(List.of(group), AdamSettings.COUPLED, manager))
                .withMessageContaining("parameter (w)")
                .withMessageContaining("freeze(false)");
    }

    @Test
    void aParameterUnfrozenLaterIsRefused() {
        Parameter weight = Weights.trained(manager, "w", 1);
        ParameterGroup frozen = new ParameterGroup(Map.of("w", weight), 1, 0, true);
        try (Adam adam = new Adam(List.of(frozen), AdamSettings.COUPLED, manager)) {
            weight.freeze(false);
            assertThatIllegalStateException().isThrownBy(() -> adam.step(0.1)).withMessageContaining("no moment (m.w)");
        }
    }

    @Test
    void aBadLearningRateIsRefused() {
        Parameter weight = Weights.trained(manager, "w", 1);
        try (Adam adam = new Adam(List.of(Weights.group(weight, 1, 0)), AdamSettings.COUPLED, manager)) {
            for (double rate : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> adam.step(rate))
                        .withMessageContaining("learning rate (" + rate + ")");
            }
            assertThat(adam.steps()).isZero();
        }
    }
}
