package io.vesper.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;

/**
 * Who may ask while there are no keys. Refuses what a page of a foreign site makes a browser send to this machine: a foreign
 * {@code Origin}, or a foreign name in {@code Host} that was pointed at the loopback address (DNS rebinding). With keys this is not
 * needed: such a page has none.
 */
final class LocalCallers {
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> local = new HashSet<>(NAMES);

    /** @param address the loopback address that the server is bound to, which is a name for it too */
    LocalCallers(String address) {
        local.add(address);
    }

    /** @throws AccessDeniedException if it comes from a foreign page */
    void check(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (!isLocalHost(request.getServerName()) || !(origin == null || isLocal(origin)) || isEmbedded(request)) {
            throw new AccessDeniedException(
                    "Only this machine may ask: the Host and Origin of a request must be localhost, 127.0.0.1 or [::1].");
        }
    }

    /** A browser sends no origin with what a foreign page shows as a picture or a script; a link from there may be followed. */
    private static boolean isEmbedded(HttpServletRequest request) {
        return "cross-site".equals(request.getHeader("Sec-Fetch-Site"))
                && !"navigate".equals(request.getHeader("Sec-Fetch-Mode"));
    }

    /** A program that speaks HTTP/1.0 may leave the host out; a browser never does. */
    private boolean isLocalHost(@Nullable String host) {
        return host == null || local.contains(host.toLowerCase(Locale.ROOT));
    }

    private boolean isLocal(String origin) {
        try {
            String host = URI.create(origin).getHost();
            return host != null && isLocalHost(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
