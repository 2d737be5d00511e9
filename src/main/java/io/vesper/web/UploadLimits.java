package io.vesper.web;

import io.vesper.http.LengthRequiredException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses a request that is too large by what it says of itself, before any of it is read. Only an archive of pictures may be larger
 * than 64 MB, which lie on the heap while they are worked on. A body of JSON may have 1 MB, which is counted where it does not say so.
 */
final class UploadLimits extends OncePerRequestFilter {
    static final String ARCHIVES = "/jobs/enroll";
    private static final long MAX_UPLOAD_BYTES = 64L << 20;
    /** Of JSON: what it becomes on the heap is many times as large. */
    private static final long MAX_TEXT_BYTES = 1L << 20;
    /** What is said about an archive, and what goes around it. */
    private static final long MARGIN_BYTES = 64 << 10;

    private final long maxArchiveBytes;
    private final HandlerExceptionResolver problems;

    UploadLimits(long maxArchiveBytes, HandlerExceptionResolver problems) {
        this.maxArchiveBytes = maxArchiveBytes;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean isUpload = isMultipart(request.getContentType());
        long max = maxBytes(isUpload, request.getServletPath());
        if (request.getContentLengthLong() > max) {
            problems.resolveException(request, response, null, new MaxUploadSizeExceededException(max));
        } else if (isUpload && request.getContentLengthLong() < 0) {
            problems.resolveException(request, response, null, new LengthRequiredException());
        } else {
            chain.doFilter(isUpload ? request : new LimitedBody(request, max), response);
        }
    }

    private long maxBytes(boolean isUpload, String path) {
        if (!isUpload) {
            return MAX_TEXT_BYTES;
        }
        return path.equals(ARCHIVES) ? maxArchiveBytes + MARGIN_BYTES : MAX_UPLOAD_BYTES;
    }

    private static boolean isMultipart(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }
}
