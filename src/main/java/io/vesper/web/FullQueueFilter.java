package io.vesper.web;

import io.vesper.access.TooManyRequestsException;
import io.vesper.serving.CropEmbedder;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses pictures to be embedded while too many wait, before they are read: a server that has too much to do should not do much for
 * those whom it sends away.
 */
final class FullQueueFilter extends OncePerRequestFilter {
    private static final Set<String> EMBEDDED_AT_ONCE = Set.of("/query", "/query/explain", "/embeddings", "/gallery");

    private final CropEmbedder crops;
    private final HandlerExceptionResolver problems;

    FullQueueFilter(CropEmbedder crops, HandlerExceptionResolver problems) {
        this.crops = crops;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return !HttpMethod.POST.matches(request.getMethod())
                || !EMBEDDED_AT_ONCE.contains(request.getServletPath())
                || type == null
                || !type.toLowerCase(Locale.ROOT).startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            crops.checkRoom();
        } catch (TooManyRequestsException e) {
            problems.resolveException(request, response, null, e);
            return;
        }
        chain.doFilter(request, response);
    }
}
