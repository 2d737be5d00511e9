package io.vesper.optimiser;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdamResumeIT {
    private static final float[] START = Weights.random(40, 1);

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void closeManager() {
        manager.close();
    }

    private Adam adam(Parameter weight, boolean decoupled) {
        return new Adam(
                List.of(Weights.group(weight, 0.5, 0.1)),
                decoupled ? AdamSettings.DECOUPLED : AdamSettings.COUPLED,
                manager);
    }

    private static void train(Adam adam, Parameter weight, int from, int to) {
        for (int t = from; t < to; t++) {
            Weights.backward(weight, Weights.random(START.length, 100 + t));
            adam.step(0.01);
        }
    }

    /** What a file would hold: the numbers, away from the optimiser that is closed. */
    private Map<String, NDArray> saved(Adam adam) {
        Map<String, NDArray> saved = new HashMap<>();
        adam.moments().forEach((name, moment) -> saved.put(name, manager.create(moment.toFloatArray())));
        return saved;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aResumedTrainingGivesTheSameBitsAsAnUnbrokenOne(boolean decoupled) {
        Parameter unbroken = Weights.trained(manager, "w", START);
        try (Adam adam = adam(unbroken, decoupled)) {
            train(adam, unbroken, 0, 7);
        }
        Parameter first = Weights.trained(manager, "w", START);
        Map<String, NDArray> saved;
        try (Adam adam = adam(first, decoupled)) {
            train(adam, first, 0, 3);
            saved = saved(adam);
        }
        Parameter resumed = Weights.trained(manager, "w", Weights.values(first));
        try (Adam adam = adam(resumed, decoupled)) {
            adam.restore(saved, 3);
            assertThat(adam.steps()).isEqualTo(3);
            train(adam, resumed, 3, 7);
            assertThat(adam.steps()).isEqualTo(7);
        }
        assertThat(Weights.values(resumed)).isEqualTo(Weights.values(unbroken));
    }

    @Test
    void withoutItsMomentsTheTrainingGoesElsewhere() {
        Parameter unbroken = Weights.trained(manager, "w", START);
        try (Adam adam = adam(unbroken, false)) {
            train(adam, unbroken, 0, 7);
        }
        Parameter restarted = Weights.trained(manager, "w", START);
        try (Adam adam = adam(restarted, false)) {
            train(adam, restarted, 0, 3);
        }
        try (Adam adam = adam(restarted, false)) {
            train(adam, restarted, 3, 7);
        }
        assertThat(Weights.values(restarted)).isNotEqualTo(Weights.values(unbroken));
    }

    @Test
    void theSavedArraysStayTheCallers() {
        Parameter weight = Weights.trained(manager, "w", START);
        try (Adam adam = adam(weight, false)) {
            train(adam, weight, 0, 1);
            Map<String, NDArray> saved = saved(adam);
            float[] mean = saved.get("m.w").toFloatArray();
            int before = manager.getManagedArrays().size();
            adam.restore(saved, 1);
            assertThat(manager.getManagedArrays()).hasSize(before);
            train(adam, weight, 1, 2);
            assertThat(saved.get("m.w").toFloatArray()).isEqualTo(mean);
            assertThat(adam.moments().get("m.w").toFloatArray()).isNotEqualTo(mean);
        }
    }
}
