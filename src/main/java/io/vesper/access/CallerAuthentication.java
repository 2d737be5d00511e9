package io.vesper.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** A known caller, in the terms of Spring Security. Authorities are not used: {@link ApiKey#allows} tells what a key may do. */
public final class CallerAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final transient @Nullable ApiKey key;

    private CallerAuthentication(Caller caller, @Nullable ApiKey key) {
        super(List.of());
        this.caller = caller;
        this.key = key;
        setAuthenticated(true);
    }

    /** A caller who needs no key. */
    public CallerAuthentication(Caller caller) {
        this(caller, null);
    }

    public CallerAuthentication(ApiKey key) {
        this(Caller.of(key), key);
    }

    /** The key of the request on this thread; null where none is needed. */
    public static @Nullable ApiKey currentKey() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof CallerAuthentication known ? known.key() : null;
    }

    /**
     * For what a request asks in its body, where the endpoint alone does not tell the scope.
     *
     * @param what it asks, for the message
     * @throws ScopeMissingException unless the key of the request on this thread has the scope
     */
    public static void need(Scope scope, String what) {
        ApiKey key = currentKey();
        if (key != null && !key.allows(scope)) {
            throw new ScopeMissingException(scope, what);
        }
    }

    /** Null: a caller who needs none. */
    public @Nullable ApiKey key() {
        return key;
    }

    public boolean allows(Scope scope) {
        return key == null || key.allows(scope);
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    /** The key's secret is not kept. */
    @Override
    public @Nullable Object getCredentials() {
        return null;
    }
}
