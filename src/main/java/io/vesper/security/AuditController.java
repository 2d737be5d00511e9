package io.vesper.security;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vesper.access.AuditLog;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RestController;

/** Who did what. It can be read only: entries are made by what is done, and go when they are old. */
@RestController
@ConditionalOnWebApplication
@Tag(name = "Audit", description = "Who enrolled, searched and erased")
class AuditController {
    private final AuditLog audit;

    AuditController(AuditLog audit) {
        this.audit = audit;
    }

    @GetMapping("/audit")
    @Operation(
            summary = "List what was done",
            description = "Newest first. Says who and how much, never whom: no picture, no vector, no person.")
    AuditPage list(@ParameterObject @ModelAttribute AuditForm form) {
        AuditForm.AuditRequest request = form.toRequest();
        return AuditPage.of(audit.list(request.filter(), request.before(), request.limit() + 1), request.limit());
    }
}
