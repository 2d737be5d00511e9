package io.vesper.web;

import io.vesper.access.AuditAction;
import io.vesper.access.AuditEvent;
import io.vesper.access.AuditLog;
import io.vesper.job.JobOrder;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Enters in the audit log what is ordered of the job queue, in the transaction of the change: no order without its entry. */
@Component
class JobAudit {
    private final AuditLog audit;

    JobAudit(AuditLog audit) {
        this.audit = audit;
    }

    @EventListener
    void ordered(JobOrder order) {
        audit.record(AuditEvent.about(action(order.kind()), order.jobId()));
    }

    private static AuditAction action(JobOrder.Kind kind) {
        return switch (kind) {
            case SUBMIT -> AuditAction.JOB_SUBMITTED;
            case STOP -> AuditAction.JOB_STOPPED;
            case RESTART -> AuditAction.JOB_RESTARTED;
            case DELETE -> AuditAction.JOB_DELETED;
        };
    }
}
