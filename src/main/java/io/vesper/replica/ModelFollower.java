package io.vesper.replica;

import io.vesper.embedding.DamagedModelException;
import io.vesper.embedding.NoSuchModelException;
import io.vesper.serving.Activation;
import io.vesper.serving.ModelActivation;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the model answer that the processes have chosen, and takes up requests for another. */
final class ModelFollower {
    private static final Logger LOG = LoggerFactory.getLogger(ModelFollower.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);

    private final ModelActivation activation;
    private long nextTry = System.nanoTime();

    ModelFollower(ModelActivation activation) {
        this.activation = activation;
    }

    /** Begins what is to be done; false if the chosen model cannot be loaded. */
    boolean follow() {
        if (System.nanoTime() - nextTry < 0) {
            return isInStep();
        }
        try {
            activation.takeUpRequest();
        } catch (NoSuchModelException | DamagedModelException e) {
            pause();
            LOG.warn("A model that was to be activated is not taken up here: {}", e.getMessage());
        }
        try {
            String chosen = activation.choice().active();
            if (chosen != null && !chosen.equals(activation.active().modelId()) && !isUnderWay()) {
                pause(); // before the next attempt, should this one fail
                activation.follow(chosen);
            }
        } catch (NoSuchModelException | DamagedModelException e) {
            LOG.error("The model that another process has activated cannot be loaded: {}", e.getMessage());
        }
        return isInStep();
    }

    private void pause() {
        nextTry = System.nanoTime() + BETWEEN_TRIES.toNanos();
    }

    private boolean isUnderWay() {
        Activation last = activation.last();
        return last != null && last.isRunning();
    }

    private boolean isInStep() {
        String chosen = activation.choice().active();
        return chosen == null || chosen.equals(activation.active().modelId()) || isUnderWay();
    }
}
