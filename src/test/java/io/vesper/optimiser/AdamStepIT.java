package io.vesper.optimiser;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a step leaves behind: gradients, arrays, and the thread it runs on. */
class AdamStepIT {
    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @Test
    void aStepZeroesTheGradients() {
        Parameter weight = Weights.trained(manager, "w", 1, 2);
        try (Adam adam = new Adam(List.of(Weights.group(weight, 1, 0)), AdamSettings.COUPLED, manager)) {
            Weights.backward(weight, 1, 1);
            assertThat(Weights.gradient(weight)).containsExactly(1, 1);
            adam.step(0.1);
        }
        assertThat(Weights.gradient(weight)).containsOnly(0);
    }

    @Test
    void gradientsOfSeveralBackwardPassesAddUp() {
        Parameter weight = Weights.trained(manager, "w", 1);
        try (Adam adam = new Adam(List.of(Weights.group(weight, 1, 0)), AdamSettings.COUPLED, manager)) {
            Weights.backward(weight, 3);
            Weights.backward(weight, -4);
            adam.step(0.5);
        }
        Weights.assertClose(weight, 1.5);
    }

    /** A thread other than the one that started the engine records gradients by default, also those of an update. */
    @Test
    void aStepMayBeTakenOnAnyThread() throws Exception {
        Parameter weight = Weights.trained(manager, "w", 1);
        Callable<Void> step = () -> {
            try (Adam adam = new Adam(List.of(Weights.group(weight, 1, 0.1)), AdamSettings.DECOUPLED, manager)) {
                Weights.backward(weight, 1);
                adam.step(0.5);
                return null;
            }
        };
        FutureTask<Void> task = new FutureTask<>(step);
        Thread thread = new Thread(task);
        thread.start();
        thread.join();
        task.get();
        Weights.assertClose(weight, 1 - 0.5 * 0.1 - 0.5);
    }

    @Test
    void stepsDoNotCollectArrays() {
        Parameter weight = Weights.trained(manager, "w", Weights.random(8, 3));
        Parameter unreached = Weights.trained(manager, "u", Weights.random(8, 4));
        try (Adam adam = new Adam(
                List.of(Weights.group(weight, 1, 0.1), Weights.group(unreached, 1, 0.1)),
                AdamSettings.COUPLED,
                manager)) {
            int before = manager.getManagedArrays().size();
            for (int t = 0; t < 200; t++) {
                Weights.backward(weight, Weights.random(8, t));
                adam.step(0.01);
            }
            assertThat(manager.getManagedArrays()).hasSize(before);
        }
    }
}
