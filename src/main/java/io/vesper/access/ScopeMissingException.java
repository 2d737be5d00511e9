package io.vesper.access;

import org.springframework.security.access.AccessDeniedException;

/** A key is good, but not for what it was shown for (HTTP 403). */
public final class ScopeMissingException extends AccessDeniedException {
    private static final long serialVersionUID = 1L;

    private final Scope scope;

    ScopeMissingException(Scope scope, String what) {
        super("The key may not do this (%s): it lacks the scope (%s).".formatted(what, scope.label()));
        this.scope = scope;
    }

    /** What a key would need. */
    public Scope scope() {
        return scope;
    }
}
