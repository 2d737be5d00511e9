package io.vesper.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a page of a foreign site makes a browser send to this machine: a foreign {@code Origin}, or a foreign name in
 * {@code Host} that was pointed at the loopback address (DNS rebinding). There are no API keys yet that would tell who asks.
 */
final class LocalCallersOnly extends OncePerRequestFilter {
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String PROBLEM = """
            {"type":"about:blank","title":"Forbidden","status":403,"detail":"Only this machine may ask: the Host and Origin of a \
            request must be localhost, 127.0.0.1 or [::1]."}""";

    private final Set<String> local = new HashSet<>(NAMES);

    /** @param address the loopback address that the server is bound to, which is a name for it too */
    LocalCallersOnly(String address) {
        local.add(address);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String origin = request.getHeader("Origin");
        if (isLocalHost(request.getServerName()) && (origin == null || isLocal(origin))) {
            chain.doFilter(request, response);
        } else {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getWriter().write(PROBLEM);
        }
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
