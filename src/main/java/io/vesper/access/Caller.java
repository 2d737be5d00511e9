package io.vesper.access;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who asks for something.
 *
 * @param keyId the key's id; null without a key
 * @param name the key's name, or one of those below
 */
public record Caller(@Nullable String keyId, String name) {
    /** A program on this machine, while no key was ever made. */
    public static final Caller LOCAL = new Caller(null, "local");

    /** The command line. */
    public static final Caller COMMAND_LINE = new Caller(null, "command line");

    /** The server itself, on no one's behalf. */
    public static final Caller SERVER = new Caller(null, "server");

    /** A background job. */
    public static Caller job(String jobId) {
        return new Caller(null, "job " + jobId);
    }

    static Caller of(ApiKey key) {
        return new Caller(key.keyId(), key.name());
    }

    /** Who asks on this thread. */
    public static Caller current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof CallerAuthentication known ? known.getPrincipal() : SERVER;
    }

    /** Does work of this thread on this caller's behalf. */
    public <T> T call(Supplier<T> work) {
        SecurityContext before = SecurityContextHolder.getContext();
        SecurityContext own = SecurityContextHolder.createEmptyContext();
        own.setAuthentication(new CallerAuthentication(this));
        SecurityContextHolder.setContext(own);
        try {
            return work.get();
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }

    /** {@link #call} of work that gives nothing back. */
    public void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }
}
