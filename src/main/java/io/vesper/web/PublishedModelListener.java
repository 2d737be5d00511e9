package io.vesper.web;

import io.vesper.access.Caller;
import io.vesper.job.Roles;
import io.vesper.serving.ModelActivation;
import io.vesper.training.ModelPublished;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Activates the model of a training job that asked for it; where only training is done, one of the serving processes shall. */
@Component
@ConditionalOnWebApplication
class PublishedModelListener {
    private final ModelActivation activation;
    private final Roles roles;

    PublishedModelListener(ModelActivation activation, Roles roles) {
        this.activation = activation;
        this.roles = roles;
    }

    @EventListener
    void published(ModelPublished event) {
        if (event.activate()) {
            Caller.job(event.jobId()).run(() -> activate(event.modelId()));
        }
    }

    private void activate(String modelId) {
        if (roles.isServing()) {
            activation.activate(modelId);
        } else {
            activation.request(modelId);
        }
    }
}
