package io.vesper.web;

import io.vesper.access.Caller;
import io.vesper.serving.ModelActivation;
import io.vesper.training.ModelPublished;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Activates the model of a training job that asked for it. */
@Component
@ConditionalOnWebApplication
class PublishedModelListener {
    private final ModelActivation activation;

    PublishedModelListener(ModelActivation activation) {
        this.activation = activation;
    }

    @EventListener
    void published(ModelPublished event) {
        if (event.activate()) {
            Caller.job(event.jobId()).run(() -> activation.activate(event.modelId()));
        }
    }
}
