package io.vesper.security;

import io.vesper.access.Scope;
import java.util.Set;
import org.springframework.security.authorization.AuthorizationResult;

/** Whether a request may go on, and if not, why. */
sealed interface Ruling extends AuthorizationResult {
    @Override
    default boolean isGranted() {
        return false;
    }

    record Granted() implements Ruling {
        @Override
        public boolean isGranted() {
            return true;
        }
    }

    record NoKey() implements Ruling {}

    record ScopeMissing(Scope scope) implements Ruling {}

    record WrongMethod(Set<String> allowed) implements Ruling {
        public WrongMethod {
            allowed = Set.copyOf(allowed);
        }
    }

    record NoEndpoint() implements Ruling {}
}
