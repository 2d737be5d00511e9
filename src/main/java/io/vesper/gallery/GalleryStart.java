package io.vesper.gallery;

import io.vesper.embedding.DamagedModelException;
import io.vesper.embedding.ModelRegistry;
import io.vesper.embedding.NoSuchModelException;
import io.vesper.embedding.PublishedModel;
import io.vesper.replica.Replica;
import io.vesper.serving.ActivationRunningException;
import io.vesper.serving.ActiveModel;
import io.vesper.serving.ModelActivation;
import io.vesper.store.ModelChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/** Loads the active model and its index before the server reports itself ready, then resumes what a crash cut short. */
final class GalleryStart implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(GalleryStart.class);
    private static final String SHIPPED_MODEL = "synthetic";

    private final @Nullable String firstModel;
    private final ModelRegistry models;
    private final ModelChoice choice;
    private final ActiveModel active;
    private final ModelActivation activation;
    private final DemoGallery demo;
    private final Replica replica;

    /** @param firstModel active at the very first start; null: the only published one, or {@code synthetic} */
    GalleryStart(
            @Nullable String firstModel,
            ModelRegistry models,
            ModelActivation activation,
            DemoGallery demo,
            Replica replica) {
        this.firstModel = firstModel;
        this.models = models;
        this.choice = activation.choice();
        this.active = activation.active();
        this.activation = activation;
        this.demo = demo;
        this.replica = replica;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        replica.begin();
        String persisted = choice.active();
        if (persisted != null) {
            loadOrStayWithout(persisted);
        } else {
            loadFirst();
        }
        if (active.isReady()) {
            demo.enrolOnce();
        }
        replica.start();
        resume(choice.activating());
    }

    /** Without it queries are refused, but the server stays up: another model can be activated. */
    private void loadOrStayWithout(String modelId) {
        try {
            load(modelId);
        } catch (NoSuchModelException | DamagedModelException e) {
            active.unavailable(
                    "The active model (%s) cannot be loaded. Maybe restore its folder, or activate another model."
                            .formatted(modelId));
            LOG.error("No model is active: {}", e.getMessage());
        }
    }

    /** A model that the configuration names must be there; one that merely lies around need not. */
    private void loadFirst() {
        String only = onlyOrDemo();
        if (firstModel != null) {
            load(firstModel);
        } else if (only != null) {
            loadOrStayWithout(only);
        } else {
            active.unavailable("No model is active. Maybe train one, or activate one of those that GET /models lists.");
            LOG.warn(
                    "No model is active: there is neither exactly one published model nor one named ({}).",
                    SHIPPED_MODEL);
        }
    }

    private void load(String modelId) {
        active.changeUnlessReady(modelId);
        LOG.info("The model ({}) is active, with {} images in its index.", active.modelId(), active.indexSize());
    }

    private @Nullable String onlyOrDemo() {
        List<String> ids = models.models().stream().map(PublishedModel::modelId).toList();
        return ids.size() == 1 ? ids.get(0) : ids.contains(SHIPPED_MODEL) ? SHIPPED_MODEL : null;
    }

    private void resume(@Nullable String modelId) {
        if (modelId != null) {
            try {
                activation.activate(modelId);
            } catch (NoSuchModelException | DamagedModelException e) {
                LOG.warn("The activation of a model is given up: {}", e.getMessage());
                choice.abandon();
            } catch (ActivationRunningException e) {
                LOG.warn("The activation of the model ({}) is not resumed: {}", modelId, e.getMessage());
            }
        }
    }
}
