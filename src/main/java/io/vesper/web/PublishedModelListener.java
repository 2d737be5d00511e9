package io.vesper.web;

import io.vesper.access.AuditAction;
import io.vesper.access.AuditEvent;
import io.vesper.access.AuditLog;
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
    private final AuditLog audit;

    PublishedModelListener(ModelActivation activation, AuditLog audit) {
        this.activation = activation;
        this.audit = audit;
    }

    @EventListener
    void published(ModelPublished event) {
        if (event.activate()) {
            activation.activate(event.modelId());
            audit.record(AuditEvent.about(AuditAction.ACTIVATE, event.modelId()));
        }
    }
}
