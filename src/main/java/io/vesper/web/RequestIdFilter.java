package io.vesper.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Gives every request an id, the caller's own where it is well-formed, that is in the answer and in each line of the log about it.
 *
 * <p>With this logger at DEBUG, each request is a line: method, route, status and time. The route is the pattern of the address, as the
 * address itself may name a person.
 */
final class RequestIdFilter extends OncePerRequestFilter {
    static final String HEADER = "X-Request-Id";
    static final String MDC_KEY = "requestId";

    private static final Logger LOG = LoggerFactory.getLogger(RequestIdFilter.class);
    /** Whatever else is sent is not repeated: it would be written into the log. */
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final double NANOS_PER_MILLISECOND = 1e6;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = idOf(request);
        response.setHeader(HEADER, id);
        long start = System.nanoTime();
        try (MDC.MDCCloseable ignored = MDC.putCloseable(MDC_KEY, id)) {
            try {
                chain.doFilter(request, response);
            } finally {
                log(request, response, System.nanoTime() - start);
            }
        }
    }

    private static String idOf(HttpServletRequest request) {
        String sent = request.getHeader(HEADER);
        return sent != null && WELL_FORMED.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
    }

    private static void log(HttpServletRequest request, HttpServletResponse response, long nanos) {
        if (LOG.isDebugEnabled() && !request.isAsyncStarted()) {
            Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            LOG.debug(
                    "{} {} {} in {} ms",
                    request.getMethod(),
                    route == null ? "(no route)" : route,
                    response.getStatus(),
                    nanos / NANOS_PER_MILLISECOND);
        }
    }
}
